# Was die Befehlszeile von sich aus sagt. Schlüssel beginnen mit cli-.

cli-error = Fehler:
cli-warning = Warnung:
cli-more-problems = { $count ->
    [one] Ein weiteres Problem wird nicht gezeigt.
   *[other] { $count } weitere Probleme werden nicht gezeigt.
  }
cli-output-lost = Die Ausgabe konnte nicht geschrieben werden: { $error }.
cli-bug = Das ist ein Fehler in Nahtlos, nicht Ihrer: { $what }. Nichts wurde verändert. Bitte melden Sie ihn mit dem Befehl und, wenn Sie dürfen, den Dateien.
cli-written = Geschrieben: { $file }
cli-reading = { $file } wird gelesen
cli-planning = Der Plan wird berechnet
cli-proving = Der Nachweis wird geführt
cli-importing = Die Exporte werden gelesen
cli-gap = Der Plan deckt nachweislich alle ab, ist aber nicht nachweislich der günstigste: Der erlaubte Suchaufwand ist verbraucht. Mit --effort lässt sich mehr erlauben.
cli-same-file = -o und --report nennen beide { $file }: Geben Sie dem Plan und dem Bericht je eine eigene Datei.
cli-own-plan-refuted = ein soeben berechneter Plan wurde durch den eigenen Nachweis widerlegt ({ $why })
cli-nothing-of-that-id = Der Plan enthält nichts namens „{ $id }“. Er enthält unter anderem: { $known }.
cli-explain-change = Wechsel der Lizenzen von { $users ->
    [one] einem Benutzer
   *[other] { $users } Benutzern
  }, { $day }
cli-found = { $errors ->
    [0] Keine Fehler
    [one] Ein Fehler
   *[other] { $errors } Fehler
  }, { $warnings ->
    [0] keine Warnungen
    [one] eine Warnung
   *[other] { $warnings } Warnungen
  }
cli-layout-unknown = Unbekannter Aufbau
cli-layout-products = Produkte und Dienstpläne
cli-layout-pricelist = Preisliste
cli-layout-offermatrix = Angebotsmatrix
cli-layout-plan-equivalents = gleichwertige Dienstpläne
cli-layout-exclusions = Ausschlüsse
cli-count-skus = { $count ->
    [one] eine SKU
   *[other] { $count } SKUs
  }
cli-count-plans = { $count ->
    [one] ein Dienstplan
   *[other] { $count } Dienstpläne
  }
cli-count-prices = { $count ->
    [one] ein Preis
   *[other] { $count } Preise
  }
cli-count-offers = { $count ->
    [one] ein Angebot
   *[other] { $count } Angebote
  }
cli-count-markets = { $count ->
    [one] ein Markt
   *[other] { $count } Märkte
  }
cli-count-currencies = { $count ->
    [one] eine Währung
   *[other] { $count } Währungen
  }
cli-count-segments = { $count ->
    [one] ein Segment
   *[other] { $count } Segmente
  }
cli-count-limited = { $count ->
    [one] ein Angebot mit Platzgrenze
   *[other] { $count } Angebote mit Platzgrenze
  }
cli-count-pairs = { $count ->
    [one] ein Paar
   *[other] { $count } Paare
  }
cli-count-groups = { $count ->
    [one] eine Gruppe
   *[other] { $count } Gruppen
  }
cli-count-members = { $count ->
    [one] ein Dienstplan darin
   *[other] { $count } Dienstpläne darin
  }

cli-cover-new = Künftig: { $skus }
cli-cover-old = Anstelle von: { $skus }
cli-cover-lost = { $count ->
    [0] Kein Dienstplan geht verloren
    [one] Ein Dienstplan geht verloren
   *[other] { $count } Dienstpläne gehen verloren
  }
cli-cover-satisfied = { $count ->
    [0] Kein Dienstplan wird durch einen höheren erfüllt
    [one] Ein Dienstplan wird durch einen höheren erfüllt
   *[other] { $count } Dienstpläne werden durch höhere erfüllt
  }
cli-cover-gained = { $count ->
    [0] Kein Dienstplan kommt hinzu
    [one] Ein Dienstplan kommt hinzu
   *[other] { $count } Dienstpläne kommen hinzu
  }
cli-cover-kept = { $count ->
    [0] Kein Dienstplan bleibt
    [one] Ein Dienstplan bleibt
   *[other] { $count } Dienstpläne bleiben
  }

cli-import-users = { $count ->
    [one] Ein Benutzer
   *[other] { $count } Benutzer
  }
cli-import-subscriptions = { $count ->
    [one] ein Abonnement
   *[other] { $count } Abonnements
  }
cli-import-groups = { $count ->
    [one] eine Gruppe mit Lizenzen
   *[other] { $count } Gruppen mit Lizenzen
  }
cli-import-open = { $required ->
    [0] Keine Pflichtfrage ist offen
    [one] Eine Pflichtfrage ist offen
   *[other] { $required } Pflichtfragen sind offen
  }{ $optional ->
    [0] {""}
    [one] , eine freiwillige auch
   *[other] , { $optional } freiwillige auch
  }.
cli-import-missing = Fehlt
cli-import-contradictory = Widersprüchlich
cli-import-assumed = Angenommen
cli-import-findings-written = Die ganze Liste steht in { $file }.
cli-import-answers-written = Die offenen Fragen stehen in { $file }: Füllen Sie die Datei aus und importieren Sie erneut mit --answers { $file }.
cli-import-people-missing = Eine Liste der Benutzer oder eine Seite einer Liste fehlt, deshalb wurde { $file } nicht geschrieben: Wer darin steht, für den würde niemand planen.
cli-import-incomplete = Der Bestand ist erst vollständig, wenn die Pflichtfragen beantwortet sind; { $file } wurde daher nicht geschrieben.

cli-answers-head = Antworten auf das, was die Exporte offen lassen.
cli-answers-fill = Tragen Sie zwischen den Anführungszeichen ein, was Sie wissen; ein leerer Wert "" lässt die Frage offen.
cli-answers-defaults = Was unter [defaults] steht, gilt für jedes bezahlte Abonnement, das selbst nichts sagt; der Kanal darin auch für Test- und kostenlose.
cli-answers-again = Importieren Sie dann erneut mit --answers und dieser Datei. Was der Bestand unbedingt braucht, ist als Pflicht bezeichnet.
cli-answers-required = Pflicht:
cli-answers-possible = Möglich: { $choices }

cli-case-kept = { $file }: { $kept } von { $rows } Zeilen behalten ({ $layout })
cli-case-good = Der Fall ist vollständig: `nahtlos move plan { $folder }`
cli-case-usable = Der Fall kann geplant werden, mit dem, was oben fehlt: `nahtlos move plan { $folder }`
cli-case-sku-missing = { $name } ({ $sku }), { $licenses ->
    [one] wovon eine Lizenz vergeben ist
   *[other] wovon { $licenses } Lizenzen vergeben sind
  }, lässt sich nicht kaufen: { $why }. Diese Benutzer behalten ihre heutigen Plätze, solange sie reichen, und brauchen dann eine andere SKU; wenn sie doch verkauft wird, übergeben Sie die fehlende Datei oder Zeile.
missing-noOffer = Die Angebotsmatrix enthält kein Angebot dafür
missing-notSoldInCountry = Ihre Angebote gelten nicht für { $country }
missing-noPriceForSku = Es gibt keinen Preis für Markt { $country }, Währung { $currency }, Segment { $segment } ab dem { $day }
missing-noTermForSku = Sie hat keinen Preis für eine Laufzeit von { $terms }
missing-emptyPriceColumn = Die Spalte „{ $column }“, nach der die Richtlinie fragt, ist in allen ihren Zeilen leer
cli-case-bad = Der Fall ist noch nicht vollständig.
cli-case-missing = Es fehlt noch: { $what }

cli-whatif-title = Wenn { $subscription } am { $day } endet und nichts an die Stelle tritt
cli-whatif-no-such = Der Bestand hat kein Abonnement „{ $id }“. Er hat unter anderem: { $known }.
cli-whatif-nobody = Niemand verliert etwas: Es bleiben genug Plätze.
cli-whatif-short = { $from } bis { $to }: { $risk ->
    [one] eine von { $held } Lizenzen hat
   *[other] { $risk } von { $held } Lizenzen haben
  } keinen Platz ({ $seats ->
    [0] kein Platz bleibt
    [one] ein Platz bleibt
   *[other] { $seats } Plätze bleiben
  }{ $anyway ->
    [0] {""}
   *[other] ; { $anyway } hätten ohnehin keinen
  }); { $certain ->
    [yes] { $most ->
        [one] ein Benutzer verliert
       *[other] { $most } Benutzer verlieren
      }
   *[no] { $fewest } bis { $most } Benutzer verlieren
  } einen Dienstplan
cli-whatif-others = Mit und ohne dieses Ende zu knapp, wenn nichts gekauft wird: { $skus }. Alle Zahlen: --json
cli-whatif-candidates = Wen davon es trifft, sagt der Hersteller nicht. In Frage kommen:
cli-whatif-loses = { $users ->
    [one] Ein Benutzer verlöre
   *[other] { $users } Benutzer verlören je
  } { $plans }: { $names }
cli-whatif-safe = { $users ->
    [one] Ein Benutzer verliert
   *[other] { $users } Benutzer verlieren
  } nichts, weil andere Lizenzen dasselbe enthalten: { $names }

cli-campaign-unit = Fälle
cli-campaign-empty = { $folder } enthält keine Ordner mit Fällen. Jeder Fall ist ein Ordner mit einer estate.json.
cli-campaign-title = { $count ->
    [one] Ein Fall
   *[other] { $count } Fälle
  }
cli-campaign-planned = geplant und nachgewiesen
cli-campaign-kept = früher geplant, neu nachgewiesen
cli-campaign-refused = abgelehnt: Es gibt keinen Plan
cli-campaign-badInput = Dateien zu berichtigen
cli-campaign-bug = Fehler des Programms
cli-campaign-total = Gesamtkosten
cli-campaign-gaps = { $count ->
    [one] Ein Plan ist nicht nachweislich der günstigste: Erlauben Sie mit --effort mehr Suchaufwand.
   *[other] { $count } Pläne sind nicht nachweislich die günstigsten: Erlauben Sie mit --effort mehr Suchaufwand.
  }
cli-campaign-more = { $count ->
    [one]   und ein weiterer in refusals.csv
   *[other]   und { $count } weitere in refusals.csv
  }

cli-campaign-half = Die Kampagne { $id } gibt es, mit den Kunden, die schon aufgenommen sind. Fangen Sie neu an, oder geben Sie sie auf: `nahtlos campaign abandon { $id }`.
cli-campaign-approve-next = Niemand beginnt, bevor jemand zustimmt: nahtlos campaign approve { $id } --schedule { $digest } --each BETRAG
cli-campaign-schedule = mit Termin: { $customers }, zu spät: { $late }, ohne Termin: { $out }; geschätzte Kosten { $cost }
cli-campaign-excluded = { $customer } ist nicht mehr in der Kampagne.
cli-campaign-included = { $customer } ist wieder in der Kampagne; machen Sie einen neuen Terminplan.
cli-campaign-read = { $count ->
    [one] Ein Kunde wurde gelesen
   *[other] { $count } Kunden wurden gelesen
}, { $ineligible } davon können so nicht umziehen; schon vorher dabei: { $before }.
cli-campaign-imported = { $count ->
    [one] Ein Kunde wurde gelesen.
   *[other] { $count } Kunden wurden gelesen.
  }

cli-demo-title = Eine Hotelgruppe wechselt den Vertriebspartner: { $users } Benutzer, { $subscriptions } Abonnements in { $channels } Kanälen, am { $day }
cli-demo-import = 1. Exporte lesen
cli-demo-case = 2. Fall zusammenstellen
cli-demo-plan = 3. Planen und nachweisen
cli-demo-walk = 4. Tag für Tag, wie es wirklich geschähe
cli-demo-damage = 5. Was, wenn ein Schritt vergessen würde
cli-demo-center = 6. In einer Partnerzentrale: der Plan wird ausgeführt
cli-demo-evidence = 7. Belege und ihre Prüfung
cli-demo-where = 8. Wo alles liegt
cli-demo-seats = { $sku }: { $held } von { $seats } Plätzen belegt, { $free } frei
cli-demo-starts = { $id }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } { $sku } bis { $end }, { $charge }
cli-demo-renews = { $id }: { $seats ->
    [one] ein Platz verlängert sich
   *[other] { $seats } Plätze verlängern sich
  }: { $sku } bis { $end }, { $charge }
cli-demo-swap = { $users ->
    [one] ein Benutzer wechselt
   *[other] { $users } Benutzer wechseln
  } von { $from } zu { $to }
cli-demo-add = { $users ->
    [one] ein Benutzer erhält
   *[other] { $users } Benutzer erhalten
  } { $to }
cli-demo-remove = { $users ->
    [one] ein Benutzer gibt ab:
   *[other] { $users } Benutzer geben ab:
  } { $from }
cli-demo-ends = { $seats ->
    [one] ein Platz endet
   *[other] { $seats } Plätze enden
  }: { $sku } ({ $channel })
cli-demo-covered = { $days } Tage durchlaufen: An keinem davon fehlte einem Benutzer etwas.
cli-demo-uncovered = { $days } Tage durchlaufen: { $uncovered } Benutzertage ohne Abdeckung.
cli-demo-forgotten = Angenommen, niemand kauft { $id }, { $seats ->
    [one] einen Platz
   *[other] { $seats } Plätze
  } { $sku }, am { $day }:
cli-demo-shortage = { $from } bis { $to }: { $users ->
    [one] ein Benutzer ist
   *[other] { $users } Benutzer sind
  } ohne { $plans }. Wen von den { $among } mit { $sku } es trifft, sagt der Hersteller nicht.
cli-demo-user-days = { $days ->
    [one] Ein Benutzertag ohne Dienst.
   *[other] { $days } Benutzertage ohne Dienst.
  }
cli-demo-center-vendor = Eine Sandbox läuft in diesem Programm auf { $file }; sie ist auch die Seite des Herstellers. Ihre Uhr zeigt { $day }. { $customer } ist da, mit { $users } Benutzern und allem aus den Exporten; { $old } verkauft noch vier der Abonnements, { $new } noch keines.
cli-demo-center-begun = { $new } beginnt den Umzug und lässt ihn in der Zentrale planen und nachweisen: { $total }, { $steps } Schritte.
cli-demo-center-same = Das ist auf den Cent, was oben aus den Dateien geplant wurde.
cli-demo-center-other = Aus den Dateien oben waren es { $total }.
cli-demo-center-approved = { $who } sagt Ja zum Plan { $digest }. Von hier an tut die Zentrale alles selbst.
cli-demo-center-accepts = { $who } meldet sich an, liest, worum { $new } bittet, und nimmt an.
cli-demo-center-shop = { $who } schaltet die Verlängerung im Webshop aus; { $new } bestätigt die Aufgabe.
cli-demo-center-cancels = { $who } von { $old } wählt „Kündigen zum Laufzeitende“ für { $seats } Plätze { $sku }; { $new } bestätigt die Aufgabe.
cli-demo-center-parts = Der Kunde beendet die Partnerschaft mit { $old }; { $new } bestätigt die Aufgabe.
cli-demo-center-confirms = { $new } bestätigt die Aufgabe: { $task }
cli-demo-center-steps = Schritte
cli-demo-center-progress = { $done } von { $total } Schritten
cli-demo-center-pool = { $sku } { $held }/{ $seats }
cli-demo-center-covered = { $covered } von { $users } versorgt
cli-demo-center-completed = Abgeschlossen am { $day }: An keinem der { $days } angesehenen Tage fehlte jemandem etwas.
cli-demo-center-uncovered = An { $days } der angesehenen Tage fehlte jemandem etwas.
cli-demo-center-stopped = Der Umzug blieb stehen: { $state }.
cli-demo-center-charged = Bis dahin berechnet: { $charged }, auf den Cent, was die Käufe des Plans zu den Preisen von { $new } kosten.
cli-demo-center-charged-otherwise = Bis dahin berechnet: { $charged }; das sind { $difference } anders, als die Käufe des Plans kosten.
cli-demo-evidence-key = Die Zentrale sagt, ihr Schlüssel hat den Fingerabdruck { $key }.
cli-demo-try = Weiter mit eigenen Exporten: docs/how-to/first-plan.md
cli-serve-listening = Erreichbar unter { $url }. Mit Strg-C beenden.
cli-serve-authority = Clients müssen der Zertifizierungsstelle in { $file } vertrauen.
cli-serve-stopping = Wird beendet: was läuft, wird noch abgeschlossen.

cli-backup-writing = { $file } wird geschrieben
cli-backup-written = Sicherung geschrieben und wieder gelesen: { $file }
cli-backup-whole = Die Sicherung ist vollständig: { $file }
cli-backup-counts = { $rows ->
    [one] Eine Zeile
   *[other] { $rows } Zeilen
  } in { $tables } Tabellen, { $links } Glieder von Prüfketten, Prüfsumme { $digest }
cli-backup-origin = Gezogen { $taken } aus { $engine }, Schema { $schema }
cli-restore-reading = { $file } wird eingespielt
cli-restore-done = Eingespielt, gezählt und verglichen: { $file }
cli-migrate-nothing = Nichts zu tun: Die Datenbank hat das Schema dieses Programms, { $schema }.
cli-migrate-would = { $count ->
    [one] Eine Migration würde laufen; geändert wurde nichts:
   *[other] { $count } Migrationen würden laufen; geändert wurde nichts:
  }
cli-migrate-ran = { $count ->
    [one] Eine Migration ist gelaufen:
   *[other] { $count } Migrationen sind gelaufen:
  }

cli-doctor-ok = gut
cli-doctor-warn = Warnung
cli-doctor-fail = FEHLER
cli-doctor-area-configuration = Einstellungen
cli-doctor-area-database = Datenbank
cli-doctor-area-clock = Uhr
cli-doctor-area-disk = Platte
cli-doctor-area-rules = Regeln
cli-doctor-area-certificates = Zertifikate
cli-doctor-settings-fine = alle Einstellungen sind lesbar
cli-doctor-settings-broken = { $problem }
cli-doctor-settings-broken-mend = Korrigieren Sie die Einstellung; docs/how-to/serve.md nennt alle. Vorher kann nichts anderes geprüft werden.
cli-doctor-public-url-broken = public-url ist „{ $url }“, und das ist keine Adresse
cli-doctor-public-url-broken-mend = Schreiben Sie sie mit Schema und Host, etwa https://center.example.
cli-doctor-mail-broken = { $problem }
cli-doctor-mail-broken-mend = Korrigieren Sie smtp oder mail-from; bis dahin warten Mails im Postausgang.
cli-doctor-log-broken = log ist „{ $log }“, und das ist nicht lesbar: { $problem }
cli-doctor-log-broken-mend = Schreiben Sie eine Stufe wie info oder mehrere wie info,nahtlos_server=debug; solange gilt info.
cli-doctor-plain-text = das Center lauscht auf { $address } ohne TLS: Geheimnisse und Token sind unterwegs lesbar
cli-doctor-plain-text-mend = Geben Sie tls-cert und tls-key an, oder stellen Sie einen Proxy mit TLS davor und setzen Sie public-url auf dessen https-Adresse.
cli-doctor-sandbox-open = eine Sandbox lauscht auf { $address }, und ihre Kennwörter kennt jeder
cli-doctor-sandbox-open-mend = Lassen Sie sie auf 127.0.0.1 lauschen, oder sorgen Sie dafür, dass nur die sie erreichen, die darin alles dürfen.
cli-doctor-loose = fast-and-loose ist an: Ein Stromausfall verliert, was beantwortet war
cli-doctor-loose-mend = Schalten Sie es für Daten aus, auf die es ankommt.
cli-doctor-database-fine = { $place }: { $version }, Schema { $schema }
cli-doctor-database-none = { $place }: Hier ist noch keine Datenbank
cli-doctor-database-none-mend = nahtlos serve oder nahtlos migrate legt sie an. Sollte eine da sein, korrigieren Sie die Einstellung database.
cli-doctor-database-closed = { $place }: { $problem }
cli-doctor-database-closed-mend = Korrigieren Sie die Einstellung database, oder starten Sie den Datenbankserver; sein Protokoll sagt mehr.
cli-doctor-schema-pending = diese Migrationen sind noch nicht gelaufen: { $names }
cli-doctor-schema-pending-mend = Ziehen Sie eine Sicherung (nahtlos backup) und rufen Sie nahtlos migrate auf; nahtlos serve tut es beim Start.
cli-doctor-schema-newer = ein neueres Programm hat die Datenbank migriert ({ $name })
cli-doctor-schema-newer-mend = Nehmen Sie das neuere Programm; dieses verweigert die Datenbank.
cli-doctor-database-damaged = die Struktur der Datei ist beschädigt: { $problem }
cli-doctor-database-damaged-mend = Halten Sie das Center an, heben Sie die Datei auf, und spielen Sie die letzte Sicherung (nahtlos restore) unter anderem Namen ein.
cli-doctor-database-whole = Struktur und Prüfketten sind heil: { $chains } Ketten, { $links } Glieder, { $seals } Siegel
cli-doctor-chain-broken = die Prüfkette von { $scope } ist bei { $seq } gebrochen ({ $what }); gebrochene Ketten: { $count }
cli-doctor-chain-broken-mend = Etwas hat das Protokoll von außen geändert. Lassen Sie die Datenbank, wie sie ist, vergleichen Sie sie mit einer Sicherung, und stellen Sie fest, wer Zugang hatte.
cli-doctor-due-late = { $count } Aufgaben sind fällig, die älteste seit { $minutes } Minuten
cli-doctor-due-late-mend = Sehen Sie nach, ob ein Center auf dieser Datenbank läuft und was sein Protokoll über fällige Arbeit sagt.
cli-doctor-undelivered = { $count } Nachrichten wurden nach vielen Versuchen aufgegeben
cli-doctor-undelivered-mend = Das Protokoll sagt, warum; sie liegen als undelivered im Postausgang.
cli-doctor-clock-fine = { $now } (UTC)
cli-doctor-clock-behind = sie zeigt { $now }, und da gab es dieses Programm noch nicht
cli-doctor-clock-behind-mend = Stellen Sie die Uhr der Maschine, und halten Sie sie mit NTP richtig.
cli-doctor-clock-apart = diese und die der Datenbank gehen { $seconds } Sekunden auseinander
cli-doctor-clock-apart-mend = Stellen Sie beide nach NTP: Fristen werden über Maschinen hinweg verglichen.
cli-doctor-clock-turned = sie zeigt { $now }, und die Datenbank wurde am { $written } geschrieben
cli-doctor-clock-turned-mend = Die Uhr ist zurückgegangen. Stellen Sie sie richtig, bevor das Center läuft.
cli-doctor-disk-fine = { $folder }: { $free } frei
cli-doctor-disk-low = { $folder }: nur noch { $free } frei
cli-doctor-disk-low-mend = Schaffen Sie Platz: Eine Sicherung oder Migration kann so viel brauchen, wie die Datenbank hat.
cli-doctor-disk-full = { $folder }: { $free } frei, also nichts
cli-doctor-disk-full-mend = Schaffen Sie sofort Platz: Ist die Platte voll, wird nichts mehr geschrieben und nichts mehr bestätigt.
cli-doctor-folder-closed = { $folder }: Hier kann nichts geschrieben werden: { $problem }
cli-doctor-folder-closed-mend = Geben Sie den Ordner dem Konto, unter dem das Center läuft.
cli-doctor-rules-fine = { $numbers } Zahlen des Programms und { $packs } Regelwerke der Kanäle, für heute und das nächste Jahr
cli-doctor-rules-gap = die Zahl { $name } ist für den { $day } nicht bekannt
cli-doctor-rules-gap-mend = Nehmen Sie ein neueres Programm: Seine Regelwerke sagen, was dann gilt.
cli-doctor-certificates-none = keine: HTTP ohne TLS
cli-doctor-certificates-made = hier für jeden Namen gemacht, unterschrieben von der Stelle in { $folder }
cli-doctor-certificate-fine = { $file }: gültig bis { $until }
cli-doctor-certificate-soon = { $file }: endet in { $days } Tagen, am { $until }
cli-doctor-certificate-soon-mend = Legen Sie ein neues an seine Stelle, und starten Sie das Center neu.
cli-doctor-certificate-over = { $file }: gültig von { $from } bis { $until }, heute also nicht
cli-doctor-certificate-over-mend = Legen Sie ein gültiges an seine Stelle, und starten Sie das Center neu: Dieses lehnen Clients ab.
cli-doctor-certificate-broken = { $problem }
cli-doctor-certificate-broken-mend = Geben Sie tls-cert und tls-key als PEM-Dateien an, zu jedem Zertifikat einen Schlüssel, in derselben Reihenfolge.
cli-doctor-certificate-other = kein Zertifikat ist für { $host }, den Host von public-url
cli-doctor-certificate-other-mend = Besorgen Sie eines für diesen Namen, oder korrigieren Sie public-url.

cli-on = an
cli-off = aus
cli-table-empty = Nichts vorhanden.
cli-column-id = Id
cli-column-company = Firma
cli-column-domain = Domäne
cli-column-relationship = Beziehung
cli-column-delegated = Delegierter Zugriff
cli-column-address = Adresse
cli-column-mail = E-Mail
cli-column-name = Name
cli-column-offer = Angebot
cli-column-seats = Plätze
cli-column-status = Zustand
cli-column-renewal = Verlängerung
cli-column-term = Laufzeit
cli-column-ends = Ende
cli-column-billing = Abrechnung
cli-column-cancellable = Kündbar bis
cli-column-order = Bestellung
cli-column-created = Erstellt
cli-column-total = Gesamt
cli-column-line = Zeile
cli-column-lines = Zeilen
cli-column-subscription = Abonnement
cli-column-sku = SKU
cli-column-active = Aktiv
cli-column-held = Belegt
cli-column-free = Frei
cli-column-plans = Dienstpläne
cli-column-switched-off = Abgeschaltet
cli-column-day = Tag
cli-column-from = Von
cli-column-until = Bis, ausschließlich
cli-column-price = Preis je Platz
cli-column-amount = Betrag
cli-column-customer = Kunde
cli-column-partner = Partner
cli-column-duration = Dauer
cli-column-extension = Verlängert sich um
cli-column-begins = Beginn
cli-column-roles = Rollen
cli-column-group = Gruppe
cli-column-severity = Schwere
cli-column-organization = Für
cli-column-title = Titel
cli-column-description = Beschreibung
cli-column-topic = Thema
cli-column-contact = Ansprechpartner
cli-column-modified = Geändert
cli-column-closed = Geschlossen
cli-column-url = Adresse
cli-column-events = Ereignisse
cli-column-event = Ereignis
cli-column-attempt = Versuch
cli-column-attempts = Versuche
cli-column-answer = Antwort
cli-column-state = Zustand
cli-column-account = Ausgeführt bei
cli-column-plan = Plan
cli-column-proposal = vorgeschlagener Plan
cli-column-proposalDigest = dessen Prüfsumme
cli-column-wave = Welle
cli-column-lastday = letzter Tag
cli-column-customers = Kunden
cli-column-begun = begonnen
cli-column-proved = bewiesen
cli-column-halted = stehen
cli-column-service = Dienst
cli-column-accepted = darf wegfallen
cli-column-instead = kommt ihm am nächsten
cli-column-users = Benutzer
cli-column-planned = geplante Kosten
cli-column-charged = berechnet
cli-column-schedule = Terminplan
cli-column-digest = Prüfsumme
cli-column-approval = Genehmigt
cli-column-limits = Grenzen
cli-column-steps = Schritte
cli-column-expected = Rest von heute
cli-column-partner-center = Partner Center
cli-column-graph = Graph
cli-column-login = Anmeldung
cli-column-client-id = Anwendung
cli-column-kind = Angemeldet als
cli-column-tenant = Mandant
cli-column-key = Verschlüsselt mit
cli-column-renewed = Zugangsdaten vom
cli-column-test = Probe
cli-column-next = Nächster Blick
cli-column-step = Schritt
cli-column-what = Was
cli-column-who = Wer
cli-column-deadline = Bis
cli-column-number = Nr.
cli-column-time = Zeit
cli-column-entry = Eintrag
cli-column-content = Inhalt
cli-column-certificate = Zertifikat
cli-column-fingerprint = Fingerabdruck
cli-remote-missing = { $what } fehlt: Eine Anwendung meldet sich mit Mandant, Client-Id und Geheimnis an.
cli-remote-nobody = Niemand ist bei { $url } angemeldet. Melden Sie sich mit `nahtlos sign-in` an, oder geben Sie --tenant, --client-id und ein Geheimnis an (NAHTLOS_CLIENT_SECRET oder --secret-file).
cli-remote-refused = Das Center hat abgelehnt: { $text } (Code { $code }, HTTP { $status }, Anfrage { $request })
cli-remote-no-token = Die Anmeldung wurde abgelehnt: { $text } (Code { $code }, HTTP { $status })
cli-remote-unreachable = { $url } ist nicht erreichbar: { $what }. Läuft das Center dort?
cli-remote-unsure = { $url } hat nicht geantwortet: { $what }. Es kann trotzdem geschehen sein; sehen Sie nach, bevor Sie es wiederholen (Anfrage { $request }).
cli-subscription-later = Das Center hat die Änderung angenommen und arbeitet noch daran: { $place }
cli-order-line = Zeile { $line } ({ $item }) kann nicht gekauft werden: { $text } ({ $code })
cli-order-failed = Bestellgruppe { $group } ist gescheitert: { $text } ({ $code })
cli-order-item = { $count ->
    [0] { $item } wird diesem Kunden nicht verkauft.
   *[other] { $item } hat mehrere Verfügbarkeiten, nennen Sie eine: { $known }
  }
cli-licence-off = --off gehört zu einer SKU: Geben Sie dabei nur ein --add an.
cli-sign-in-open = Öffnen Sie diese Adresse in einem Browser und melden Sie sich dort an:
cli-sign-in-nobody = Niemand hat sich angemeldet. Beginnen Sie neu mit `nahtlos sign-in`.
cli-sign-in-no-refresh = Das Center gab keine dauerhafte Anmeldung.
cli-sign-in-close = Angemeldet. Sie können diese Seite schließen.
cli-sign-in-refused = Die Anmeldung ist nicht gelungen: { $text }
cli-sign-in-done = Angemeldet. Gemerkt in { $file }
cli-evidence-written = Geschrieben: { $file }
cli-evidence-next = Unterschrieben vom Schlüssel { $key }. Wer die Datei bekommt, prüft sie mit `nahtlos evidence verify { $file } --key { $key }` und fragt die Zentrale nach diesem Fingerabdruck.
cli-evidence-checking = Die Belege werden geprüft
cli-evidence-of = Belege des Umzugs { $move } von { $customer }, { $entries ->
    [one] ein Eintrag
   *[other] { $entries } Einträge
  } im Protokoll:
cli-evidence-count = { $count }
cli-evidence-signed = Unterschrieben vom Schlüssel { $key }. Niemand hat gesagt, welcher es sein muss: Vergleichen Sie ihn mit dem der Zentrale (`nahtlos evidence key`), oder geben Sie ihn mit --key an.
cli-evidence-signed-as-expected = Unterschrieben vom erwarteten Schlüssel { $key }.
cli-evidence-unfinished = Der Umzug ist nicht fertig: { $state }.
cli-evidence-whole = Alles stimmt.
cli-evidence-broken = Die Belege stimmen nicht.

cli-audit-exported = { $count ->
    [one] Ein Abschnitt des Protokolls
   *[other] { $count } Abschnitte des Protokolls
  } in { $file } geschrieben.
cli-audit-whole = Alles passt: { $entries } Einträge, { $seals } Siegel.
cli-audit-broken = Das Protokoll ist nicht heil. Gelesen: { $entries } Einträge, { $seals } Siegel.
cli-audit-line = Zeile { $line }: { $reason }.
cli-audit-signature = Die Unterschrift des Abschnitts von { $scope } (Zeile { $line }) passt nicht: { $reason }.
cli-audit-cut-off = Die Datei endet mitten in einem Abschnitt oder hat keinen.
cli-audit-number = { $scope }: nach Nummer { $expected } gesucht, { $number } gefunden. Ab hier fehlt oder verrutscht etwas.
cli-audit-entry = { $scope }: Eintrag { $number } ist der erste, dessen Inhalt nicht zu seinem Hash passt.
cli-audit-seal = Siegel { $number } von { $partner } passt nicht zu seinem Hash.
cli-audit-vouched = Ein Siegel von { $partner } bürgt für einen anderen Eintrag { $number } von { $scope } als den, der dasteht.
cli-audit-unsealed = { $scope }: Einträge { $from } bis { $to } sind noch nicht versiegelt.
cli-audit-signed = Unterschrieben mit dem Zertifikat { $thumbprint }.
cli-delegation-asked = Der Administrator des Kunden antwortet auf { $url }, angemeldet mit seinem eigenen Mandanten.
cli-webhook-time = „{ $text }“ ist kein Zeitpunkt. Schreiben Sie ihn wie 2027-01-31T00:00:00Z.
cli-webhook-replayed = { $count ->
    [0] In dieser Zeit wurde nichts angenommen: Nichts geht noch einmal hinaus.
    [one] Eine Nachricht geht noch einmal hinaus.
   *[other] { $count } Nachrichten gehen noch einmal hinaus.
  }
cli-catalogue-diff = { $kind }: { $added } neu, { $changed } geändert, { $removed } entfernt
cli-catalogue-version = Angewendet als Version { $version }.
cli-catalogue-unchanged = Dieselbe Datei wurde zuletzt angewendet: nichts zu tun.
cli-catalogue-dry = Nichts wurde geschrieben: Es war nur eine Ansicht.
cli-move-begun = Der Umzug { $id } hat begonnen. Er wird jetzt geplant.
cli-move-not-planned = Der Umzug { $id } hat begonnen und hat keinen Plan. Fielen Dienste weg, nennt `nahtlos move losses { $id }` sie. Versuchen Sie andere Vorgaben mit `nahtlos move replan { $id } --policy DATEI.toml`, oder geben Sie ihn auf mit `nahtlos move abandon { $id }`.
cli-losses-none = Kein Dienst fiele weg.
cli-losses-yes = ja
cli-losses-no = nein
cli-losses-planned = So gibt es einen Plan. `nahtlos move losses { $id } --accept DIENST --plan` plant ihn mit genau den genannten Diensten.
cli-losses-not-planned = So gibt es keinen Plan:
cli-move-first-dates = Erste Termine
cli-move-more-dates = { $count ->
    [one] und einer mehr: `nahtlos move status { $id }`
   *[other] und { $count } mehr: `nahtlos move status { $id }`
  }
cli-account-made = Das Konto { $name } ist angelegt; es wird jetzt geprobt.
cli-account-removed = Das Konto { $name } ist gelöscht.
cli-account-unknown = Sie haben kein Konto „{ $account }“. `nahtlos account list` zeigt Ihre Konten.
cli-account-untested = seit der letzten Änderung nicht geprobt
cli-account-works = geht{ $has-organization ->
    [yes] { " " }({ $organization }), { $time }
   *[no] , { $time }
}
cli-account-fails = geht nicht ({ $time }): { $problem }
cli-move-expected = { $left ->
    [one] { $left } Benutzer
   *[other] { $left } Benutzer
} bis { $time }, so schnell der Dienst es zulässt
cli-move-approve-next = Sehen Sie ihn an, dann geben Sie ihn frei: `nahtlos move approve { $id } --plan { $digest }`
cli-move-plan = { $total } (Version { $version }, { $why })
cli-move-approved = durch { $by }, { $time }
cli-move-limits = bis zu { $more } mehr, { $days ->
    [0] keinen Tag später
    [one] einen Tag später
   *[other] { $days } Tage später
  }, { $users ->
    [0] kein Benutzer anders
    [one] ein Benutzer anders
   *[other] { $users } Benutzer anders
  }
cli-move-steps = { $done } von { $total } erledigt
cli-move-steps-title = Schritte
cli-move-why-title = Warum er stillsteht
cli-move-tasks-title = Offene Aufgaben
cli-move-waits-until = Vor { $time } ist nichts zu tun. Er geht von selbst weiter.
cli-move-waits = Er geht von selbst weiter, sobald geschieht, worauf er wartet.
cli-move-halt-next = Wenn das behoben ist: `nahtlos move resume { $id }`. Für einen anderen Plan, aus der Gegenwart gemacht: `nahtlos move replan { $id }`.
cli-move-halt-proposal = Ein Plan aus der Gegenwart wartet auf ein Ja: `nahtlos move approve { $id } --plan { $digest }`. Weiter nach dem Plan, der gilt: `nahtlos move resume { $id }`.
cli-move-no-plan = Der Umzug { $id } hat noch keinen Plan. Planen Sie ihn mit `nahtlos move replan { $id }`.
cli-move-approve-what = Genehmigt wird: der Plan { $digest }, { $total }. Spätere Pläne dürfen ohne weitere Genehmigung abweichen: { $limits }.
cli-move-approve-ask = Zum Genehmigen ja eingeben, alles andere lässt es:
cli-move-approve-yes = ja
cli-move-approve-left = Nichts wurde genehmigt.
cli-move-approve-terminal = Hier kann niemand gefragt werden. Nennen Sie den Plan, der genehmigt wird: --plan PRÜFSUMME; `nahtlos move status { $id }` zeigt sie.
cli-move-task-done = erledigt durch { $by }, { $time }
cli-move-task-open = offen
cli-move-task-over = nicht mehr nötig: Der Schritt ist vorbei
