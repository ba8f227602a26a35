# Die Seiten des Dashboards: was Rahmen, Formulare, Listen und Ansichten selbst sagen. Wörter der einzelnen Dinge stehen in deren Dateien.

pages-skip = Zum Inhalt
pages-menu = Hauptmenü
pages-menu-dashboard = Dashboard
pages-menu-customers = Kunden
pages-menu-subscriptions = Abonnements
pages-menu-moves = Umzüge
pages-menu-catalogue = Katalog
pages-menu-partners = Partner
pages-menu-activity = Aktivität
pages-menu-settings = Einstellungen
pages-tenant = Mandant:
pages-tenant-switch = Für einen anderen Mandanten handeln
pages-search = Suche
pages-search-hint = Kunde, Domäne, Benutzer, Id
pages-search-empty = Geben Sie einen Namen, eine Domäne, einen Benutzernamen (mit Domäne, wo es viele Kunden gibt) oder die Id eines Kunden, Abonnements, Umzugs oder Antrags ein.
pages-search-none = Zu „{ $query }“ wurde nichts gefunden. Prüfen Sie die Schreibweise, oder suchen Sie nach einem Teil davon.
pages-search-found = { $count ->
    [one] Ein Ergebnis
   *[other] { $count } Ergebnisse
  } zu „{ $query }“
pages-language = Sprache
pages-theme = Darstellung
pages-theme-auto = Wie auf diesem Gerät
pages-theme-light = Hell
pages-theme-dark = Dunkel
pages-sign-out = Abmelden
pages-add-account = Bei einer weiteren Organisation anmelden
pages-sandbox = Sandbox
pages-sandbox-clock = Die Uhr zeigt
pages-sandbox-days = { $count ->
    [one] +1 Tag
   *[other] +{ $count } Tage
  }
pages-sandbox-date = Stellen auf
pages-sandbox-turn = Stellen
pages-help = Tasten
pages-help-search = Suche
pages-help-help = Diese Liste
pages-help-rows = Nächste und vorige Zeile
pages-close = Schließen
pages-back = Zurück
pages-copy = Kopieren
pages-copied = Kopiert

pages-error = Fehler:
pages-errors = Etwas stimmt nicht
pages-optional = (freiwillig)
pages-state = Zustand
pages-what = Was
pages-when = Wann
pages-by = Durch
pages-nothing-happened = Noch ist nichts geschehen.
pages-confirm-effects = Was geschehen wird

pages-filters = Filter
pages-filter = Filtern
pages-filter-clear = Filter aufheben
pages-columns = Spalten
pages-columns-which = Spalten, die gezeigt werden
pages-columns-show = Zeigen
pages-export-csv = Als CSV exportieren
pages-export-xlsx = Als XLSX exportieren
pages-list-pages = Seiten
pages-list-first = Erste Seite
pages-list-next = Nächste Seite
pages-list-no-match = Auf diese Filter passt nichts. Heben Sie sie auf, oder filtern Sie nach weniger.
pages-list-all = { $count ->
    [one] Ein Eintrag
   *[other] { $count } Einträge
  }
pages-list-of = { $count } von { $total ->
    [one] einem Eintrag
   *[other] { $total } Einträgen
  }
pages-list-shown = { $count ->
    [one] Ein Eintrag auf dieser Seite
   *[other] { $count } Einträge auf dieser Seite
  }

pages-signin = Anmelden
pages-signin-name = Benutzername
pages-signin-password = Kennwort
pages-signin-submit = Anmelden
pages-signin-second = Zweiter Faktor
pages-signin-second-lead = Ihr Kennwort war richtig. Ein Schritt fehlt noch.
pages-signin-code = Code
pages-signin-code-hint = Die sechs Ziffern aus Ihrer Authenticator-App oder einer Ihrer Wiederherstellungscodes.
pages-signin-change = Neues Kennwort
pages-signin-change-lead = Ihr Kennwort muss geändert werden, bevor es weitergeht.
pages-signin-new = Neues Kennwort
pages-signin-new-hint = Mehrere Wörter lassen sich leichter merken als Zeichen.
pages-signin-again = Neues Kennwort, wiederholt
pages-signin-change-submit = Ändern und anmelden
pages-signin-passkey = Mit einem Passkey anmelden

pages-dashboard-start = Was zuerst zu tun ist
pages-dashboard-nothing = Heute braucht nichts Ihre Aufmerksamkeit.
pages-dashboard-moves = Laufende Umzüge
pages-dashboard-figures = In Zahlen
pages-cover = Abdeckung
pages-cover-now = Jetzt
pages-cover-end = Bis zum Ende des Plans
pages-cover-whole = Jeder Benutzer abgedeckt
pages-cover-until = Jeder Benutzer abgedeckt bis zum {$day}
pages-cover-proved = nachgewiesen
pages-cover-unknown = Noch nicht nachgewiesen

pages-tabs = Teile der Seite dieses Kunden
pages-tab-overview = Überblick
pages-tab-subscriptions = Abonnements
pages-tab-users = Benutzer
pages-tab-orders = Bestellungen
pages-tab-relationships = Beziehungen
pages-tab-moves = Umzüge
pages-tab-activity = Aktivität

pages-subscription-seats = Plätze nach Kauf
pages-subscription-seats-number = Plätze
pages-subscription-cancel-until = Kündbar bis
pages-subscription-no-seats = Dieses Abonnement hat keine Plätze.
pages-subscription-renewal = Verlängerung
pages-subscription-scheduled = Geplante Änderungen
pages-subscription-add-ons = Add-ons
pages-subscription-add-on = Add-on
pages-subscription-transitions = Übergänge
pages-subscription-history = Verlauf

pages-request-new = Vertriebspartnerschaft beantragen
pages-request-lead = Die Administration des Kunden bekommt einen persönlichen Link, sieht, wer was beantragt, und nimmt an oder lehnt ab.
pages-request-single = Ein Kunde
pages-request-kind = Was beantragt wird
pages-request-kind-plain = Eine Vertriebspartnerschaft
pages-request-kind-plain-hint = Sie verkaufen und verwalten die Abonnements, die der Kunde bei Ihnen kauft.
pages-request-kind-delegated = Eine Vertriebspartnerschaft mit delegierten Administratorrechten
pages-request-kind-delegated-hint = Sie können auch Lizenzzuweisungen ändern. Ein Umzug ohne Handarbeit braucht das.
pages-request-roles = Rollen
pages-request-roles-hint = Beantragen Sie nicht mehr, als Sie brauchen; der Kunde sieht jede Rolle.
pages-request-days = Wie lange
pages-request-days-hint = Gilt nur, wenn Rollen beantragt werden. Der Kunde kann es jederzeit beenden.
pages-request-through = Verkauft über
pages-request-direct = Niemanden: direkt
pages-request-name = Name des Kunden
pages-request-domain = Domäne des Kunden
pages-request-domain-hint = Mit einer Domäne kann nur ein Administrator dieser Domäne antworten.
pages-request-email = Mailadresse des Administrators
pages-request-email-hint = Lassen Sie das leer, wenn Sie den Link selbst übergeben.
pages-request-language = Sprache der Mail
pages-request-submit = Beantragen
pages-request-several = Mehrere Kunden
pages-request-several-lead = Aus jeder Zeile einer Liste wird ein Antrag mit eigenem Link.
pages-request-list = Liste
pages-request-list-hint = Eine CSV-Datei mit den Spalten name, domain und email. Aus jeder richtigen Zeile wird ein Antrag; falsche werden genannt.
pages-request-list-submit = Liste einlesen
pages-request-rows = Was in der Liste falsch ist
pages-request-row = Zeile
pages-request-wrong = Was falsch ist
pages-request-link = Persönlicher Link
pages-request-mail = Mail
pages-request-mail-lead = Sie können den Text ändern, aber der Link muss darin bleiben.
pages-request-subject = Betreff
pages-request-body = Text
pages-request-open-mail = Im Mailprogramm öffnen
pages-request-timeline = Was geschehen ist

pages-move-customer = Kunde
pages-move-next = Als Nächstes
pages-move-halted = Angehalten
pages-move-counter = Erstes Gegenbeispiel:
pages-move-tasks = Aufgaben für Menschen
pages-move-by = Bis:
pages-move-money = Geld
pages-move-cost = Dieser Plan
pages-move-naive = Alles am ersten Tag gekauft
pages-move-saved = Gespart
pages-move-twice = Von diesem Plan doppelt bezahlt
pages-move-picture = Plätze und Lizenzen im Zeitverlauf
pages-move-steps = Schritte
pages-move-step = Nr.
pages-move-due = Fällig
pages-move-more = Mehr
pages-move-no-steps = Es gibt noch keinen Plan.
pages-move-facts = Angaben
pages-move-papers = Journal und Nachweispaket

pages-new-move = Neuer Umzug
pages-new-step = Frage { $count } von 4
pages-new-goal = Was sollen die Benutzer danach haben?
pages-new-goal-same = Dieselben Angebote wie jetzt
pages-new-goal-same-hint = Keine Lizenz wird neu zugewiesen.
pages-new-goal-cheapest = Die günstigsten Angebote, die jeden Benutzer abdecken
pages-new-goal-cheapest-hint = Lizenzzuweisungen können sich ändern. Kein Benutzer verliert einen Dienstplan.
pages-new-lead = Wie viele Tage vor einem Ende muss der Ersatz bereitstehen?
pages-new-lead-hint = Diese Tage werden doppelt bezahlt. Weniger Tage kosten weniger und lassen weniger Zeit, wenn etwas nicht gelingt.
pages-new-deadline = Bis wann müssen die bisherigen Abonnements verlassen sein?
pages-new-deadline-hint = Lassen Sie das leer, wenn es keinen solchen Tag gibt; dann wird jedes verlassen, wenn es am wenigsten kostet.
pages-new-co-term = An welchem Tag sollen einjährige Laufzeiten gemeinsam enden?
pages-new-co-term-hint = Lassen Sie es leer, wenn jede Laufzeit ihr volles Jahr dauern soll. Mit einem Tag wird die erste Laufzeit bis zu ihm verkürzt.
pages-new-check-lead = Als Nächstes wird der Plan gemacht und nachgewiesen. Nichts wird gekauft, bevor Sie ihn freigeben.
pages-new-answered = Ihre Antworten
pages-new-next = Weiter
pages-new-begin = Plan machen
pages-new-leave = Verlassen

pages-settings-profile = Profil
pages-settings-factor = Zweiter Faktor
pages-settings-factor-state = Zustand
pages-settings-factor-on = eingeschaltet
pages-settings-factor-off = ausgeschaltet
pages-settings-factor-begin = Authenticator-App einrichten
pages-settings-factor-end = Authenticator-App abschalten
pages-settings-codes-left = Übrige Wiederherstellungscodes
pages-settings-codes-new = Neue Wiederherstellungscodes machen
pages-settings-password = Kennwort
pages-settings-password-present = Bisheriges Kennwort
pages-settings-password-submit = Kennwort ändern
pages-passkeys = Passkeys
pages-passkeys-intro = Ein Passkey auf Ihrem Gerät öffnet Ihr Konto ohne Kennwort: mit Ihrem Finger, Ihrem Gesicht oder der PIN des Geräts. Er zählt auch als zweiter Faktor.
pages-passkeys-name = Name
pages-passkeys-used = Zuletzt benutzt
pages-passkeys-unused = noch nicht
pages-passkeys-end-column = Entfernen
pages-passkeys-end = Entfernen
pages-passkeys-add = Passkey hinzufügen
pages-passkeys-failed = Ihr Gerät gab keinen Passkey: Es wurde abgebrochen, dauerte zu lange, oder für diese Adresse gibt es keinen. Nichts wurde geändert. Versuchen Sie es erneut, oder nehmen Sie einen anderen Weg.
pages-passkeys-no-name = Browser machen Passkeys nur für Adressen mit einem Namen. Öffnen Sie dieses Center unter seinem Namen oder auf seinem eigenen Rechner als localhost.
pages-passkeys-no-script = Passkeys brauchen JavaScript. Alles andere hier geht ohne.
pages-passkeys-enough = Sie haben so viele Passkeys, wie aufbewahrt werden. Entfernen Sie einen, bevor Sie einen weiteren hinzufügen.
pages-sessions = Wo Sie angemeldet sind
pages-sessions-what = Browser
pages-sessions-since = Seit
pages-sessions-seen = Zuletzt gesehen
pages-sessions-end-column = Beenden
pages-sessions-this = Diese Sitzung
pages-sessions-end = Dort abmelden
pages-enrol = Zweiten Faktor einrichten
pages-enrol-lead = Von da an fragt die Anmeldung nach einem Code, den nur Ihre Authenticator-App zeigt.
pages-enrol-scan = Fügen Sie dieses Konto Ihrer Authenticator-App hinzu
pages-enrol-qr = QR-Code mit der Adresse darunter
pages-enrol-open = In einer Authenticator-App auf diesem Gerät öffnen
pages-enrol-type = Oder tippen Sie dieses Geheimnis ab:
pages-enrol-code = Code
pages-enrol-code-hint = Die sechs Ziffern, die die App jetzt zeigt.
pages-enrol-submit = Einschalten
pages-codes = Ihre Wiederherstellungscodes
pages-codes-lead = Mit jedem können Sie sich einmal ohne Ihre Authenticator-App anmelden. Sie werden hier und nie wieder gezeigt; frühere Codes gelten nicht mehr.
pages-codes-label = Wiederherstellungscodes
pages-codes-kept = Ich habe sie aufbewahrt

pages-trouble-where = Wo
pages-trouble-request = Id dieser Anfrage
pages-trouble-home = Zum Dashboard
pages-trouble-proof = Diese Seite war zu alt
pages-trouble-proof-what = Nichts wurde geändert: Das Formular war zu lange offen oder kam von anderswo.
pages-trouble-proof-how = Gehen Sie zurück, laden Sie die Seite neu und wiederholen Sie, was Sie getan haben.
pages-trouble-forbidden = Das dürfen Sie nicht
pages-trouble-forbidden-what = Nichts wurde geändert: Ihre Rollen umfassen das nicht.
pages-trouble-forbidden-how = Bitten Sie die Administration Ihrer Organisation um die Rolle, oder darum, es für Sie zu tun.
pages-trouble-missing = Hier ist nichts
pages-trouble-missing-what = Diese Adresse führt ins Leere, oder zu etwas, zu dem Sie keinen Zugang haben.
pages-trouble-missing-how = Prüfen Sie die Adresse, handeln Sie für einen anderen Mandanten, oder suchen Sie.
pages-trouble-stale = Jemand war schneller
pages-trouble-stale-what = Nichts wurde geändert: Was Sie gesehen haben, hat sich inzwischen geändert.
pages-trouble-stale-how = Gehen Sie zurück, laden Sie die Seite neu und entscheiden Sie nach dem, was sie jetzt zeigt.
pages-trouble-busy = Zu viele Anfragen
pages-trouble-busy-what = Nichts wurde geändert: In kurzer Zeit wurde zu viel angefragt.
pages-trouble-busy-how = Warten Sie eine Minute und versuchen Sie es noch einmal.
pages-trouble-fault = Ein Fehler von uns
pages-trouble-fault-what = Das Programm traf auf etwas, worauf es nicht vorbereitet war. Was begonnen war, wurde zurückgenommen.
pages-trouble-fault-how = Versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie dem Betreiber dieses Dienstes die Id der Anfrage.

pages-progress-lead = Es geht weiter, auch wenn Sie diese Seite verlassen.
pages-progress-of = { $done } von { $all }
pages-progress-on = Es ist im Gang.
pages-progress-ended = Es ist getan. Sehen Sie, was daraus wurde.
