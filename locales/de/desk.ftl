# Die Seiten des Dashboards: Wörter der Dinge, die sie zeigen und tun.

# Sign-in
desk-signin-missing = Geben Sie Ihren Benutzernamen und Ihr Kennwort ein.
desk-signin-wrong = Benutzername und Kennwort gehören nicht zusammen. Prüfen Sie beide; nach mehreren Fehlern müssen Sie warten.
desk-signin-wait = Zu viele Versuche sind fehlgeschlagen. Versuchen Sie es in { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
  } erneut.
desk-signin-code-wrong = Dieser Code passt nicht oder wurde schon benutzt. Warten Sie auf den nächsten oder nehmen Sie einen Wiederherstellungscode.
desk-passkey = Passkey
desk-passkey-unreadable = Was Ihr Browser vom Passkey geschickt hat, ist nicht zu lesen. Versuchen Sie es erneut, oder melden Sie sich mit Ihrem Kennwort an.
desk-passkey-late = Das hat zu lange gedauert oder kam zweimal. Versuchen Sie es erneut.
desk-passkey-elsewhere = Nach diesem Passkey hat eine andere Seite als diese gefragt. Öffnen Sie das Center unter seiner eigenen Adresse.
desk-passkey-not-verified = Ihr Gerät hat nicht geprüft, dass Sie es sind. Nehmen Sie eines mit Finger, Gesicht oder PIN.
desk-passkey-unknown = Dieser Passkey öffnet hier nichts: Er wurde entfernt, oder sein Konto kann nicht benutzt werden. Melden Sie sich mit Ihrem Kennwort an.
desk-passkey-copied = Von diesem Passkey gibt es eine Kopie, deshalb öffnet er nichts. Melden Sie sich mit Ihrem Kennwort an, entfernen Sie ihn, und fügen Sie einen neuen hinzu.
desk-passkey-remove = Den Passkey { $name } entfernen?
desk-passkey-remove-device = Er öffnet Ihr Konto nicht mehr. Löschen Sie ihn auch auf Ihrem Gerät.
desk-passkey-remove-submit = Entfernen
desk-provider = Mit { $name } anmelden
desk-provider-title = Anmeldung über Ihre Organisation
desk-provider-linked = Verbunden mit
desk-provider-forget = Verbindung vergessen
desk-provider-away = { $name } ist nicht zu erreichen oder antwortet anders, als es soll. Versuchen Sie es später erneut, oder melden Sie sich mit Ihrem Kennwort an.
desk-provider-refused = { $name } hat Sie nicht hereingelassen. Versuchen Sie es erneut, oder melden Sie sich mit Ihrem Kennwort an.
desk-provider-untrue = Was { $name } über Sie sagt, ist hier nicht zu glauben. Bitten Sie den Betreiber dieses Centers, in dessen Protokoll nachzusehen.
desk-provider-late = Das hat zu lange gedauert oder begann in einem anderen Browser. Melden Sie sich erneut an.
desk-provider-unknown = { $name } kennt Sie, aber niemand hat hier Ihren Benutzernamen, oder das Konto ist abgeschaltet. Fragen Sie einen Administrator Ihrer Organisation.
desk-provider-other = Das Konto hier ist mit jemand anderem bei { $name } verbunden. Melden Sie sich mit Ihrem Kennwort an, und vergessen Sie die Verbindung in den Einstellungen.
desk-plain-http = Über eine offene Leitung werden keine Kennwörter angenommen. Öffnen Sie dieses Center über https oder auf dem Rechner, auf dem es läuft.
desk-password-repeat = Geben Sie das neue Kennwort zweimal gleich ein.
desk-password-wrong = Das ist nicht Ihr jetziges Kennwort.

# Trouble
desk-no-form = Was gesendet wurde, ist kein Formular von hier. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.
desk-too-large = Was gesendet wurde, ist zu groß. Senden Sie eine kleinere Datei.
desk-away = Es wurde nichts getan: Die Datenbank ist nicht erreichbar oder zu beschäftigt. Versuchen Sie es gleich noch einmal.

# Words used everywhere
desk-yes = Ja
desk-no = Nein
desk-all = Alle zeigen
desk-unnamed = Ohne Namen
desk-an-application = Eine Anwendung
desk-by-itself = Von selbst
desk-renews = Verlängert sich
desk-ends = Läuft ab
desk-back-move = Zurück zum Umzug
desk-back-request = Zurück zum Antrag
desk-back-settings = Zurück zu den Einstellungen
desk-term-month = 1 Monat
desk-term-year = 1 Jahr
desk-term-three-years = 3 Jahre
desk-billing-monthly = monatlich
desk-billing-annual = jährlich
desk-billing-triennial = alle drei Jahre
desk-billing-once = einmalig

# Said after something was done
desk-said-clock = Die Uhr wurde gestellt.
desk-said-factor-off = Der zweite Faktor ist ausgeschaltet.
desk-said-factor-demanded = Ihre Organisation verlangt einen zweiten Faktor. Fügen Sie einen anderen hinzu, bevor Sie diesen wegnehmen.
desk-said-passkey-added = Der Passkey wurde hinzugefügt.
desk-said-passkey-removed = Der Passkey wurde entfernt.
desk-said-provider-forgotten = Die Verbindung ist vergessen.
desk-said-otherwise = Es steht inzwischen anders; es wurde nichts getan.
desk-said-password = Ihr Kennwort wurde geändert. Andere Sitzungen sind beendet.
desk-said-session-ended = Die Sitzung wurde beendet.
desk-said-task-done = Die Aufgabe ist als erledigt vermerkt; der Umzug sieht nach, ob es so ist.
desk-said-request-made = Der Antrag ist entworfen. Geben Sie den Link weiter oder senden Sie ihn.
desk-said-requests-made = Alle Anträge der Liste sind entworfen.
desk-said-request-send = Der Antrag ist unterwegs.
desk-said-request-remind = Der Kunde wurde erinnert.
desk-said-request-withdraw = Der Antrag ist zurückgezogen; sein Link führt nicht mehr weiter.
desk-said-move-plan = Der Plan ist erstellt und nachgewiesen.
desk-said-move-offer = Der Kunde sieht den Umzug jetzt.
desk-said-move-withdraw = Das Angebot ist zurückgenommen.
desk-said-move-approve = Der Umzug ist genehmigt und beginnt.
desk-said-move-halt = Der Umzug ist angehalten.
desk-said-move-resume = Der Umzug wird fortgesetzt.
desk-said-move-abandon = Der Umzug ist aufgegeben.
desk-said-move-begun = Der Umzug ist begonnen und geplant.
desk-said-ordered = Die Bestellung wurde aufgegeben.
desk-said-changed = Die Änderung wurde vorgenommen.

# Columns
desk-column-added = Neu
desk-column-after = Danach
desk-column-at-end = Am Ende
desk-column-before = Davor
desk-column-billing = Abrechnung
desk-column-changed = Geändert
desk-column-cost = Kosten
desk-column-created = Angelegt
desk-column-customer = Kunde
desk-column-domain = Domäne
desk-column-email = E-Mail-Adresse
desk-column-ends = Endet
desk-column-field = Feld
desk-column-file = Datei
desk-column-free = Frei
desk-column-hash = Hash
desk-column-held = Zugewiesen
desk-column-id = Id
desk-column-least = Mindestens
desk-column-licence = Lizenz
desk-column-location = Land
desk-column-may = Darf
desk-column-most = Höchstens
desk-column-name = Name
desk-column-next = Als Nächstes
desk-column-number = Nummer
desk-column-offer = Angebot
desk-column-offers = Angebote
desk-column-on = An
desk-column-order = Bestellung
desk-column-partner = Partner
desk-column-product = Produkt
desk-column-relation = Beziehung
desk-column-removed = Entfallen
desk-column-roles = Rollen
desk-column-seats = Plätze
desk-column-seller = Verkauft von
desk-column-state = Zustand
desk-column-step = Schritt
desk-column-steps = Schritte
desk-column-term = Laufzeit
desk-column-through = Über
desk-column-user = Benutzername
desk-column-valid = Gültig bis
desk-column-what = Was
desk-column-when = Wann
desk-column-who = Wer

# Filters
desk-filter-any = Alle
desk-filter-actor = Wer
desk-filter-country = Land
desk-filter-operation = Was
desk-filter-q = Beginnt mit
desk-filter-state = Zustand
desk-filter-status = Zustand

# Customers
desk-request = Vertriebspartnerschaft beantragen
desk-requests = Anträge
desk-no-customers = Sie haben noch keine Kunden, oder keinen, der so beginnt. Ein Kunde kommt, indem er Ihren Antrag annimmt.
desk-new-move = Umzug beginnen
desk-new-order = Neue Bestellung
desk-subscriptions = Abonnements
desk-no-subscriptions = Der Kunde hat keine Abonnements, die Sie sehen dürfen.
desk-seller-direct = Der Kunde selbst
desk-seller-other = Ein anderer Partner
desk-seller-own = Direkt gekauft
desk-seller-unknown = Unbekannt
desk-seller-partner = Ein Partner
desk-licences = Lizenzen
desk-no-licences = Es gibt keine Lizenzen.
desk-users = Benutzer
desk-no-users = Es gibt keine Benutzer, oder keinen, der so beginnt.
desk-orders = Bestellungen
desk-no-orders = Es wurde noch nichts bestellt.
desk-relationships = Partner dazwischen
desk-no-indirect = Zwischen Ihnen und diesem Kunden steht kein anderer Partner.
desk-rights = Delegierte Administratorrechte
desk-no-rights = Sie haben keine delegierten Administratorrechte im Verzeichnis dieses Kunden.
desk-no-rights-given = Kein Partner hat hier delegierte Administratorrechte.
desk-moves = Umzüge
desk-relation-reseller = Vertriebspartner
desk-relation-advisor = Berater
desk-relation-syndication = Syndizierung
desk-relation-microsoft-support = Unterstützung
desk-relation-unknown = Unbekannt
desk-relation-none = Keine
desk-relation-is-indirect-reseller-of = Provider, über den Sie verkaufen
desk-relation-is-indirect-cloud-solution-provider-of = Vertriebspartner, der über Sie verkauft
desk-fact-tenant = Mandant
desk-fact-domain = Domäne
desk-fact-relation = Beziehung
desk-fact-delegated = Delegierte Administratorrechte
desk-fact-asked-roles = Beantragte Rollen
desk-fact-contact = Ansprechpartner
desk-fact-address = Anschrift

# One subscription
desk-cancel-subscription = Abonnement kündigen
desk-change = Ändern
desk-change-seats = Plätze
desk-change-renewal = Am Ende der Laufzeit
desk-change-name = Name
desk-seats = { $count ->
    [one] Ein Platz
   *[other] { $count } Plätze
  }
desk-seats-hint = Mehr beginnen sofort. Weniger geht, solange das Gekaufte noch gekündigt werden kann; sonst am Ende der Laufzeit.
desk-wrong-seats = Geben Sie eine ganze Zahl von Plätzen ein.
desk-ask-cancel = Dieses Abonnement kündigen?
desk-effect-cancel = { $name } endet sofort, und was dafür gezahlt wurde, wird für die übrigen Tage erstattet.
desk-effect-cancel-seats = { $count ->
    [one] Ein Platz fällt weg; wer die Lizenz hat, verliert den Dienst.
   *[other] { $count } Plätze fallen weg; wer die Lizenzen hat, verliert den Dienst.
  }
desk-back-subscription = Zurück zum Abonnement
desk-fact-seats = Plätze
desk-fact-term = Laufzeit
desk-fact-billing = Abrechnung
desk-fact-begins = Begann
desk-fact-ends = Laufzeit endet
desk-fact-id = Id
desk-fact-offer = Angebot
desk-fact-next-term = Nächste Laufzeit

# Requests
desk-no-requests = Es wurde noch nichts beantragt, oder nichts in diesem Zustand.
desk-request-state-drafted = Entworfen
desk-request-state-sent = Gesendet
desk-request-state-opened = Geöffnet
desk-request-state-accepted = Angenommen
desk-request-state-declined = Abgelehnt
desk-request-state-expired = Abgelaufen
desk-request-state-withdrawn = Zurückgezogen
desk-request-drafted = Den Link hat noch niemand: Geben Sie ihn weiter oder senden Sie den Antrag.
desk-request-sent = Der Kunde hat den Link und hat ihn noch nicht geöffnet.
desk-request-opened = Der Kunde hat den Link geöffnet und noch nicht entschieden.
desk-request-accepted = Der Kunde hat angenommen: Sie dürfen an ihn verkaufen.
desk-request-declined = Der Kunde hat abgelehnt. Sie dürfen erneut fragen.
desk-request-expired = Der Link ist abgelaufen. Stellen Sie einen neuen Antrag.
desk-request-withdrawn = Sie haben den Antrag zurückgezogen.
desk-send-link = Ich gebe den Link weiter
desk-send-mail = Per E-Mail senden
desk-remind = Erinnern
desk-withdraw = Zurückziehen
desk-to-customer = Zum Kunden
desk-ask-withdraw-request = Diesen Antrag zurückziehen?
desk-effect-withdraw-request = { $customer } kann über diesen Link nicht mehr annehmen.
desk-effect-link-ends = Sonst ändert sich nichts. Sie können jederzeit einen neuen Antrag stellen.
desk-fact-email = E-Mail-Adresse
desk-fact-through = Über
desk-fact-valid = Gültig bis
desk-happened-created = Entworfen
desk-happened-sent = Gesendet
desk-happened-opened = Vom Kunden geöffnet
desk-happened-accepted = Angenommen
desk-happened-declined = Abgelehnt
desk-happened-withdrawn = Zurückgezogen
desk-happened-mail = E-Mail
desk-mail-waiting = wartet auf den Versand
desk-mail-delivered = zugestellt
desk-mail-failing = konnte noch nicht zugestellt werden
desk-list-missing = Wählen Sie eine Datei.
desk-list-unreadable = Die Datei ist keine Liste mit höchstens 2.000 Zeilen aus Name, Domäne und E-Mail-Adresse. Speichern Sie sie als CSV in UTF-8.
desk-list-some = { $count ->
    [one] Ein Antrag wurde
   *[other] { $count } Anträge wurden
  } entworfen; die Zeilen unten nicht. Bessern Sie diese aus und senden Sie sie allein.

# States
desk-subscription-state-active = Aktiv
desk-subscription-state-suspended = Ausgesetzt
desk-subscription-state-deleted = Gelöscht
desk-subscription-state-expired = Abgelaufen
desk-subscription-state-pending = In Arbeit
desk-subscription-state-disabled = Deaktiviert
desk-subscription-state-none = Keiner
desk-capability-state-enabled = Aktiv
desk-capability-state-warning = In der Nachfrist
desk-capability-state-suspended = Ausgesetzt
desk-capability-state-deleted = Gelöscht
desk-capability-state-lockedout = Gesperrt
desk-user-state-active = Aktiv
desk-user-state-inactive = Gelöscht
desk-order-state-completed = Abgeschlossen
desk-order-state-pending = In Arbeit
desk-order-state-cancelled = Storniert
desk-order-state-error = Fehlgeschlagen
desk-order-state-unknown = Unbekannt
desk-relationship-state-active = Aktiv
desk-relationship-state-inactive = Beendet
desk-rights-state-created = Entworfen
desk-rights-state-approval-pending = Wartet auf Genehmigung
desk-rights-state-approved = Genehmigt
desk-rights-state-activating = Beginnt
desk-rights-state-active = Aktiv
desk-rights-state-expiring = Endet bald
desk-rights-state-expired = Abgelaufen
desk-rights-state-termination-requested = Wird beendet
desk-rights-state-terminating = Wird beendet
desk-rights-state-terminated = Beendet

# Moves
desk-moves-attention = Braucht jemanden
desk-no-moves = Es gibt noch keinen Umzug, oder keinen in diesem Zustand.
desk-campaigns = Kampagnen
desk-steps = { $done } von { $total }
desk-journal = Journal
desk-evidence = Nachweispaket
desk-report = Plan mit Bildern
desk-task-done = Ist erledigt
desk-decide-plan = Neu planen
desk-decide-offer = Dem Kunden anbieten
desk-decide-withdraw = Angebot zurücknehmen
desk-decide-approve = Genehmigen
desk-decide-halt = Anhalten
desk-decide-resume = Fortsetzen
desk-decide-abandon = Aufgeben
desk-ask-plan = Diesen Umzug neu planen?
desk-ask-offer = Diesen Umzug dem Kunden anbieten?
desk-ask-withdraw = Das Angebot zurücknehmen?
desk-ask-approve = Diesen Plan genehmigen?
desk-ask-halt = Diesen Umzug anhalten?
desk-ask-resume = Diesen Umzug fortsetzen?
desk-ask-abandon = Diesen Umzug aufgeben?
desk-effect-plan = Aus dem, was der Kunde jetzt hat, wird ein Plan gemacht und nachgewiesen. Gekauftes bleibt darin. Nichts geschieht, bevor ihn jemand genehmigt.
desk-effect-offer = Die Administratoren des Kunden sehen den Umzug und können ihn genehmigen.
desk-effect-withdraw = Der Kunde sieht den Umzug nicht mehr. Sie können ihn erneut anbieten.
desk-effect-approve = Der Umzug beginnt sofort und führt den Plan selbst aus. Vor jedem Schritt, der nicht zurückgenommen werden kann, sieht er erneut nach und weist nach, dass niemand einen Dienst verliert.
desk-effect-cost = Nach dem Plan kostet er { $cost }.
desk-effect-limits = Spätere Pläne innerhalb der Grenzen unten gelten ohne Rückfrage; bleiben sie leer, wird nach jeder Änderung gefragt.
desk-effect-halt = Es geschieht nichts mehr, bis jemand ihn fortsetzt. Was bei einem anderen Dienst im Gange ist, wird dort fertig.
desk-effect-resume = Der Umzug sieht nach, was da ist, und geht nach seinem Plan weiter.
desk-effect-abandon = Der Umzug endet hier. Nichts wird zurückgenommen: Gekauftes bleibt, und die Originale enden, wie es eingestellt ist.
desk-effect-open = { $count ->
    [0] Kein Schritt ist offen.
    [one] Ein Schritt ist offen.
   *[other] { $count } Schritte sind offen.
  }
desk-effect-bought = { $count ->
    [one] Ein Abonnement wurde
   *[other] { $count } Abonnements wurden
  } schon gekauft und kosten weiter.
desk-field-more = Wie viel mehr spätere Pläne kosten dürfen
desk-field-more-hint = Ein Betrag in der Währung des Plans, etwa 100.00.
desk-field-days = Um wie viele Tage sie später sein dürfen
desk-field-users = Um wie viele Benutzer sie abweichen dürfen
desk-field-note = Was andere wissen sollen
desk-fact-account = Ausgeführt bei
desk-fact-created = Begonnen
desk-fact-steps = Schritte erledigt
desk-fact-next = Sieht wieder nach
desk-fact-approved = Genehmigt von
desk-fact-approved-at = Genehmigt am
desk-fact-closed = Beendet
desk-way-back-always = kann jederzeit zurückgenommen werden
desk-way-back-until-end = kann zurückgenommen werden, bis die alten Plätze enden
desk-way-back-window = kann innerhalb der Frist mit Erstattung storniert werden
desk-way-back-none = kann nicht zurückgenommen werden
desk-lead-drafted = Er hat noch keinen Plan: Planen Sie ihn.
desk-lead-planned = Der Plan ist nachgewiesen. Sehen Sie ihn an, dann genehmigen Sie ihn oder bieten ihn dem Kunden an.
desk-lead-offered = Der Kunde kann ihn genehmigen; Sie auch.
desk-lead-approved = Er beginnt.
desk-lead-running = Er wird ausgeführt; niemand muss etwas tun.
desk-lead-waiting = Er wartet auf ein Ereignis; niemand muss etwas tun.
desk-lead-waiting-until = Er wartet bis zum { $day }; niemand muss etwas tun.
desk-lead-needs-person = Jemand muss etwas tun: siehe Aufgaben.
desk-lead-halted = Er steht still. Sehen Sie den Grund an, dann setzen Sie ihn fort oder planen neu.
desk-lead-proposal = Er steht still, und ein neuer Plan aus der Gegenwart wartet auf ein Ja.
desk-lead-completed = Er ist abgeschlossen: Alle haben, was sie brauchen, und die Originale sind beendet.
desk-lead-abandoned = Er wurde aufgegeben.
desk-offers = Ihnen angebotene Umzüge
desk-no-offers = Ihnen ist kein Umzug angeboten.
desk-offer-of = Umzug zu { $partner }
desk-offer-lead = Was sich für Ihre Benutzer ändert, was es kostet und was aus Ihren Abonnements wird.
desk-offer-nobody-loses = Nach dem Plan verliert zu keiner Zeit jemand einen Dienst; das ist nachgewiesen.
desk-offer-lost = Dienste, die gehen
desk-offer-losses = { $count ->
    [one] Ein Dienstplan fällt
   *[other] { $count } Dienstpläne fallen
  } weg, was beim Planen hingenommen wurde; sonst verliert niemand etwas.
desk-offer-users = { $changed } von { $total }
desk-offer-purchases = Was für Sie gekauft wird
desk-offer-nothing-bought = Es wird nichts gekauft.
desk-offer-originals = Was aus Ihren Abonnements wird
desk-fact-users-changed = Benutzer, deren Lizenzen sich ändern
desk-fact-first-day = Erster Tag
desk-fact-last-day = Letzter Tag
desk-column-begins = Beginnt
desk-decide-decline = Ablehnen
desk-ask-decline = Diesen Umzug ablehnen?
desk-effect-own-approve = Der Partner führt den Plan von nun an aus. Vor jedem Schritt, der nicht zurückgenommen werden kann, wird erneut nachgewiesen, dass niemand einen Dienst verliert.
desk-effect-own-limits = Ein anderer Plan wird nicht ohne ein neues Ja ausgeführt.
desk-effect-own-decline = Es wird nichts ausgeführt. Der Partner sieht, dass Sie abgelehnt haben, und kann einen anderen Plan anbieten.
desk-said-move-declined = Sie haben abgelehnt.
desk-fact-cost = Kosten nach dem Plan
desk-new-upload = Aus einer Datei
desk-new-from-records = Um einen Ihrer Kunden nach dem umzuziehen, was das Center von ihm weiß, öffnen Sie den Kunden und wählen dort „Umzug beginnen“.
desk-field-estate = Was der Kunde hat
desk-field-estate-hint = Ein Bestand (estate.json), wie ihn „nahtlos estate import“ aus Exporten macht.
desk-field-email = Wohin der Antrag gemailt wird
desk-field-email-hint = Der Administrator des Kunden; bleibt es leer, geben Sie den Link weiter.
desk-answered-goal = Ziel
desk-answered-lead-days = Vorlauf in Tagen
desk-answered-leave-by = Verlassen bis
desk-answered-co-term = Gemeinsames Ende
desk-answered-open = Offen
desk-wrong-lead = Geben Sie eine ganze Zahl von Tagen zwischen 0 und 365 ein.
desk-wrong-day = Das ist kein Tag. Geben Sie ihn als 2027-01-31 ein.
desk-wrong-closed = Sie dürfen das Verzeichnis des Kunden nicht lesen: Was er anderswo gekauft hat und wer was braucht, ist nicht zu sehen. Beantragen Sie delegierte Administratorrechte, oder beginnen Sie mit einer Datei.
desk-wrong-estate = Die Datei ist kein Bestand: Was in Zeile { $line }, Spalte { $column } steht, ist kein JSON. Wählen Sie die Datei, die „nahtlos estate import“ aus den Exporten der Kanäle schreibt.
desk-money = Geld
desk-money-total = Kosten bis zum Horizont
desk-money-overlap = Davon doppelt bezahlt, für Vorlauf und frühen Beginn
desk-money-beyond = Nach dem Horizont noch geschuldet
desk-money-until = Horizont

# Dashboard
desk-all-moves = Alle Umzüge
desk-group-moves = Umzüge, die Sie brauchen
desk-group-requests = Anträge, die auf den Kunden warten
desk-figure-halted = Umzüge, die stillstehen
desk-figure-completed = Abgeschlossene Umzüge
desk-figure-accepted = Angenommene Anträge
desk-figure-seats = Umgezogene Plätze
desk-figure-money = In Umzügen gekauft
desk-figure-under-way = und { $what } unterwegs
desk-scheduled-until = bis { $day }
desk-next-term-end = Ende der nächsten Laufzeit
desk-start = Hier ist noch nichts. In dieser Reihenfolge geht es schnell:
desk-start-request = Vertriebspartnerschaft beantragen
desk-start-catalogue = Sehen, was Sie verkaufen können
desk-start-move = Den ersten Umzug beginnen
desk-own-lead = Was Ihre Organisation hat, von wem, und wer was darf.
desk-no-own-subscriptions = Es gibt keine Abonnements, die Sie sehen dürfen.
desk-no-partners = Sie verkaufen über keinen Provider, und niemand verkauft über Sie.

# Catalogue
desk-catalogue-lead = Was in { $country } verkauft werden kann.
desk-no-products = Unter diesem Namen wird hier nichts verkauft.
desk-versions = Dateien des Katalogs

# Activity
desk-no-activity = Es ist noch nichts geschehen, oder nichts, was passt.
desk-verify = Jetzt prüfen
desk-verified = Das Protokoll, geprüft
desk-verified-whole = Jeder Eintrag steht, wo er geschrieben wurde, und nichts wurde geändert oder entfernt.
desk-verified-broken = { $count ->
    [one] Eine Stelle stimmt
   *[other] { $count } Stellen stimmen
  } nicht. Vergleichen Sie mit einer Sicherung und finden Sie heraus, wer in die Datenbank schreiben konnte.
desk-verified-places = Wo es nicht stimmt
desk-changes = Was sich geändert hat
desk-no-changes = Von einer Änderung steht nichts geschrieben.
desk-fact-request = Anfrage
desk-fact-hash = Hash
desk-fact-entries = Einträge
desk-fact-seals = Siegel

# Settings
desk-fact-name = Name
desk-fact-user = Benutzername
desk-fact-organization = Organisation
desk-fact-roles = Rollen
desk-role-admin-agent = Admin-Agent
desk-role-sales-agent = Vertriebsagent
desk-role-helpdesk-agent = Helpdesk-Agent
desk-role-billing-admin = Abrechnungsadministrator
desk-role-global-admin = Globaler Administrator
desk-role-user-admin = Benutzeradministrator
desk-role-license-admin = Lizenzadministrator
desk-role-global-reader = Globaler Leser
desk-role-program-admin = Programmadministrator
desk-factor-off = Den zweiten Faktor ausschalten?
desk-factor-off-password = Von da an öffnet allein das Kennwort Ihr Konto.
desk-factor-off-codes = { $count ->
    [0] Es sind keine Wiederherstellungscodes mehr da.
    [one] Ein Wiederherstellungscode wird wertlos.
   *[other] { $count } Wiederherstellungscodes werden wertlos.
  }
desk-factor-off-submit = Ausschalten
desk-factor-off-passkeys = Von da an sind Ihre Passkeys und Wiederherstellungscodes Ihr zweiter Faktor.
desk-cover-refuted = Beim letzten Nachweis war nicht jeder Benutzer abgedeckt.
desk-deadlines = Was in den nächsten dreißig Tagen kommt
desk-deadlines-lead = Laufzeiten, die enden, verlängerte Laufzeiten, die niemand bestellt hat, Fenster, die sich schließen, Laufzeiten, die sich verlängern.
desk-no-deadlines = Davon kommt in den nächsten dreißig Tagen nichts.
desk-coming-ends = endet
desk-coming-extends = verlängerte Laufzeit beginnt
desk-coming-window-closes = Fenster schließt sich
desk-coming-renews = verlängert sich
desk-group-ends = Laufzeiten, die in den nächsten dreißig Tagen ohne Verlängerung enden
desk-group-extends = Verlängerte Laufzeiten, die in den nächsten dreißig Tagen beginnen
desk-group-window-closes = Fenster, die sich schließen: Bis dahin lassen sich Plätze zurückgeben
desk-column-subscription = Abonnement
desk-column-day = Tag
desk-filter-has = Enthält
desk-filter-kind = Was kommt
desk-licences-change = Lizenzen ändern
desk-licences-intro = Wählen Sie, was gegeben und was genommen wird, und wem. Was jeder gewinnt und verliert, wird zuerst gezeigt; bis Sie es bestätigen, ändert sich nichts.
desk-licences-add = Geben
desk-licences-remove = Nehmen
desk-licences-nothing = nichts
desk-licences-free = { $name } ({ $count ->
    [one] ein Platz frei
   *[other] { $count } Plätze frei
  })
desk-licences-users = Benutzer
desk-licences-names = Weitere Benutzer
desk-licences-names-hint = Benutzernamen, einer je Zeile. Oben stehen die ersten { $count } Benutzer; andere finden Sie über die Suche in der Liste der Benutzer.
desk-licences-preview = Zeigen, was es bedeutet
desk-licences-preview-title = Was es für jeden Benutzer bedeutet
desk-licences-wrong-nothing = Wählen Sie eine Lizenz, die gegeben, eine, die genommen wird, oder zwei verschiedene.
desk-licences-wrong-unknown = Der Mandant hat diese Lizenz nicht. Wählen Sie eine aus der Liste.
desk-licences-wrong-names = So heißt niemand: { $names }. Berichtigen Sie diese Namen oder nehmen Sie sie heraus.
desk-licences-wrong-nobody = Wählen Sie mindestens einen Benutzer oder schreiben Sie unten einen Namen.
desk-licences-wrong-many = Das sind mehr als 500 Benutzer. Ändern Sie sie in mehreren Teilen.
desk-licences-short = { $name } hat { $free ->
    [one] einen freien Platz
   *[other] { $free } freie Plätze
  }, und { $count ->
    [one] ein Benutzer braucht einen
   *[other] { $count } Benutzer brauchen einen
  }. Bestellen Sie Plätze oder wählen Sie weniger Benutzer.
desk-licences-nobody-loses = Niemand verliert einen Dienst.
desk-licences-losers = { $count ->
    [one] Ein Benutzer verliert Dienste.
   *[other] { $count } Benutzer verlieren Dienste.
  }
desk-licences-services = { $count ->
    [one] ein Dienst
   *[other] { $count } Dienste
  }
desk-licences-fate-nothing = Nichts ändert sich.
desk-licences-fate-group = Kommt über eine Gruppe: Ändern Sie die Gruppe.
desk-licences-fate-place = Hat keinen Nutzungsort: Tragen Sie ihn zuerst ein.
desk-licences-do = { $count ->
    [one] Lizenzen eines Benutzers ändern
   *[other] Lizenzen von { $count } Benutzern ändern
  }
desk-licences-failed = Was abgelehnt wurde
desk-licences-some-failed = { $done ->
    [one] Lizenzen eines Benutzers wurden geändert
   *[other] Lizenzen von { $done } Benutzern wurden geändert
  }; { $count ->
    [one] die eines Benutzers nicht.
   *[other] die von { $count } Benutzern nicht.
  }
desk-said-licences-changed = Die Lizenzen wurden geändert.
desk-column-loses = Verliert
desk-column-gains = Gewinnt
desk-column-why = Warum
desk-transition = Angebot wechseln
desk-transition-title = Angebot jetzt wechseln?
desk-transition-intro = Plätze dieses Abonnements werden sofort zu Plätzen eines anderen Angebots. Was das bedeutet, wird gezeigt, bevor etwas geschieht.
desk-transition-none = Es gibt kein anderes Angebot, in das dieses Abonnement jetzt übergehen kann.
desk-transition-not = { $name } ist jetzt nicht möglich: { $why }
desk-transition-target = Angebot
desk-transition-kind = Lizenzen der Benutzer
desk-transition-with-licences = Benutzer bekommen die neue Lizenz anstelle der alten
desk-transition-only = Lizenzen bleiben, wie sie sind; Sie ändern sie selbst
desk-transition-ask = Zeigen, was es bedeutet
desk-transition-wrong = Wählen Sie ein Angebot, eine Zahl von Plätzen, die das Abonnement hat, und was mit den Lizenzen geschieht.
desk-transition-effect = { $count } von { $all } Plätzen von { $from } werden sofort zu Plätzen von { $to }.
desk-transition-effect-money = Der Rest des bezahlten Zeitraums dieser Plätze wird gutgeschrieben und zum Preis des neuen Angebots berechnet.
desk-transition-effect-with = Wer die alte Lizenz hat, bekommt im selben Schritt die neue; niemand steht ohne da.
desk-transition-effect-only = Keine Lizenz ändert sich. Wer die alte hat, braucht einen anderen Platz, bevor die alten weg sind.
desk-transition-told = { $count ->
    [one] Ein Platz
   *[other] { $count } Plätze
  } von { $from } wurde { $to }
desk-next-term = Nächste Laufzeit planen
desk-next-term-intro = Was mit der nächsten Laufzeit aus dem Abonnement wird. Bis dahin ändert sich nichts, und Sie können es zurücknehmen.
desk-next-term-renewal = Dieses Abonnement verlängert sich nicht. Wer eine nächste Laufzeit plant, schaltet die Verlängerung ein.
desk-next-term-submit = So planen
desk-next-term-remove = Geplantes zurücknehmen
desk-next-term-wrong = Wählen Sie ein Angebot und eine Zahl von Plätzen ab 1.
desk-said-transition = Das Angebot wurde gewechselt.
desk-what-if = Was wäre, wenn?
desk-what-if-lead = Versuchen Sie einen anderen Vorlauf, einen anderen Tag oder ein anderes Ziel. Nichts davon bleibt, bis Sie so planen.
desk-what-if-goal = Ziel
desk-what-if-days = Tage Vorlauf
desk-what-if-leave-by = Die alten Abonnements verlassen bis
desk-what-if-co-term = Einjährige Laufzeiten enden gemeinsam am
desk-what-if-ask = Plan zeigen
desk-what-if-plan = So planen
desk-what-if-compared = Nebeneinander
desk-what-if-held = Der Plan, wie er ist
desk-what-if-found = Was wäre, wenn
desk-what-if-naive = Alles sofort, für ein Jahr
desk-what-if-offered = Der Plan liegt dem Kunden vor. Um den Umzug so zu planen, ziehen Sie ihn erst zurück.
desk-what-if-no-naive = Es gibt nichts zu vergleichen: Alles sofort für ein Jahr gekauft, hätte der Umzug keinen Plan.
desk-column-way = Weg
desk-column-total = Summe
desk-column-overlap = Doppelt bezahlt
desk-column-beyond = Danach gebunden
desk-column-purchases = Käufe
desk-column-changed-users = Geänderte Benutzer
desk-seats-unplans = Was für die nächste Laufzeit geplant ist, wird damit zurückgenommen.
desk-rights-may = Was der Partner darf
desk-rights-end = Diese Rechte beenden
desk-rights-end-title = Die Rechte dieses Partners beenden?
desk-rights-end-effect = { $partner } kann ab diesem Augenblick nichts mehr in Ihrem Verzeichnis tun.
desk-rights-end-roles = { $count ->
    [one] Eine Rolle wird genommen.
   *[other] { $count } Rollen werden genommen.
  }
desk-rights-end-stays = Ihre Abonnements und Lizenzen bleiben, wie sie sind. Für neue Rechte muss der Partner neu fragen.
desk-said-rights-ended = Die Rechte wurden beendet.
desk-fact-asked = Erbeten
desk-fact-granted = Erteilt
desk-fact-until = Bis
desk-applications = Anwendungen
desk-no-applications = Es ist keine Anwendung registriert. Registrieren Sie eine, damit ein Programm in Ihrem Namen arbeiten kann.
desk-application-register = Anwendung registrieren
desk-application-change = Anwendung ändern
desk-application-redirects = Adressen für die Rückkehr
desk-application-redirects-hint = Eine je Zeile; nur für Anwendungen, in denen sich Menschen anmelden.
desk-secret = Geheimnis
desk-secrets = Geheimnisse
desk-secret-once = Dieses Geheimnis wird einmal gezeigt. Bewahren Sie es dort auf, wo Ihre Anwendung es liest, und nirgends sonst.
desk-secret-add = Geheimnis hinzufügen
desk-secret-remove = Geheimnis entfernen
desk-secret-remove-intro = Eine Anwendung, die dieses Geheimnis benutzt, kann sich danach nicht mehr anmelden. Fügen Sie zuerst das neue hinzu.
desk-said-secret-removed = Das Geheimnis wurde entfernt.
desk-webhooks = Webhooks
desk-webhooks-lead = Ihr System erfährt, was geschieht, durch signierte Anfragen an eine Adresse von Ihnen.
desk-webhook-url = Adresse
desk-webhook-url-hint = Beginnt mit https://.
desk-webhook-events = Ereignisse
desk-webhook-register = Registrieren
desk-webhook-test = Test senden
desk-webhook-undelivered = Aufgegeben
desk-webhook-waiting = Unterwegs
desk-webhook-accepted = Zugestellt
desk-webhook-none = Noch wurde nichts zugestellt.
desk-webhook-again-title = Noch einmal senden
desk-webhook-again = Noch einmal senden
desk-said-webhook-test = Ein Test ist unterwegs.
desk-said-webhooks-again = Es wird noch einmal gesendet.
desk-column-secrets = Geheimnisse
desk-column-attempts = Versuche
desk-column-answer = Letzte Antwort
desk-column-kind = Art
desk-journal-begun = Der Umzug begann
desk-journal-planned = Ein Plan wurde gemacht und nachgewiesen
desk-journal-offered = Dem Kunden angeboten
desk-journal-withdrawn = Das Angebot wurde zurückgenommen
desk-journal-approved = Genehmigt
desk-journal-adopted = Ein neuer Plan wurde in den Grenzen des Ja übernommen
desk-journal-not-planned = Kein Plan war möglich
desk-journal-began = Ein Schritt begann
desk-journal-seen = In den Mandanten gesehen
desk-journal-proved = Die Gegenwart wurde nachgewiesen
desk-journal-refuted = Die Gegenwart wurde widerlegt
desk-journal-attempted = Etwas wird versucht
desk-journal-answered = Was daraus wurde
desk-journal-done = Ein Schritt ist getan
desk-journal-skipped = Ein Schritt ist nicht nötig
desk-journal-asked = Jemand wurde gebeten
desk-journal-confirmed = Jemand sagt, dass es getan ist
desk-journal-halted = Er steht still
desk-journal-resumed = Er geht weiter
desk-journal-completed = Alles ist getan
desk-journal-abandoned = Er wurde aufgegeben
