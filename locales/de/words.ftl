# Wörter für die Werte von Beständen, Richtlinien und Plänen. Schlüssel: Art des Werts, Bindestrich, das Wort des Dokuments.

channel-webDirect = Direktkauf
channel-volumeLicense = Volumenlizenz
channel-otherPartner = Anderer Partner
channel-thisPartner = Dieser Partner

treatment-replace = Ersetzen
treatment-transfer = Übertragen
treatment-carryOn = Weiterführen
treatment-keep = Behalten

generation-legacy = Alte Generation
generation-newCommerce = Neue Generation

kind-paid = bezahlt
kind-trial = Testversion
kind-free = kostenlos

status-active = aktiv
status-warning = in der Nachfrist
status-expired = abgelaufen
status-suspended = angehalten
status-disabled = deaktiviert
status-lockedOut = gesperrt
status-deleted = gelöscht
status-pending = in Bereitstellung

term-P1M = 1 Monat
term-P1Y = 1 Jahr
term-P3Y = 3 Jahre

billing-Monthly = monatlich
billing-Annual = jährlich
billing-Triennial = alle drei Jahre

action-letExpire = Ablaufen lassen
action-turnOffAutoRenew = Automatische Verlängerung ausschalten
action-cancelAtTermEnd = Zum Laufzeitende kündigen
action-cancelNow = Am Tag selbst kündigen
action-suspendLegacy = Anhalten
action-transfer = Übertragen
action-keep = Behalten

step-requestRelationship = Vertriebspartnerschaft beantragen
step-awaitAcceptance = Auf die Annahme durch den Kunden warten
step-confirmAgreement = Prüfen, dass der Kundenvertrag bestätigt ist
step-requestDelegatedAdmin = Delegierte Administratorrechte beantragen
step-purchase = Plätze bereitstellen
step-scheduleChange = Änderung zur Verlängerung einplanen
step-awaitSeats = Warten, bis die Plätze zu sehen sind
step-swapLicenses = Lizenzzuweisungen ändern
step-verifyCover = Abdeckung nachweisen
step-turnOffAutoRenew = Automatische Verlängerung ausschalten
step-cancelAtTermEnd = Kündigung zum Laufzeitende wählen
step-cancelNow = Kündigen
step-suspendLegacy = Anhalten
step-transfer = Übertragen
step-personTask = Aufgabe für einen Menschen
step-watchEnd = Ende beobachten
step-finalProof = Abschließender Nachweis
step-endOldRelationship = Alte Partnerschaft beenden

method-cohortPaths = kürzeste Wege über Laufzeitenden, Pool für Pool
method-flow = kostenminimaler Fluss, Pool für Pool
method-branchAndBound = lineare Schranke mit Verzweigung über alle Pools zusammen
method-gap = nicht nachgewiesen: Die Schranke liegt unter den Kosten

mode-likeForLike = Gleiches durch Gleiches
mode-cheapest = Das Günstigste, das abdeckt
residual-proRata = Eine Laufzeit über den Horizont hinaus zählt nach ihren Tagen davor
residual-none = Eine Laufzeit über den Horizont hinaus zählt ganz
price-erp = Listenpreis (Spalte ERP Price)
price-partner = Partnerpreis (Spalte UnitPrice)
