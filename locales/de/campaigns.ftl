# Kampagnen, die ein Center ausführt: Zustände, Wellen, Risiken.

campaign-state-drafted = Kunden werden aufgenommen
campaign-state-scheduled = mit Terminen, nicht genehmigt
campaign-state-running = läuft
campaign-state-paused = unterbrochen
campaign-state-stopped = hat von selbst angehalten
campaign-state-completed = abgeschlossen
campaign-state-abandoned = aufgegeben
wave-planned = geplant
wave-open = offen
wave-proved = bewiesen
wave-failed = gescheitert
member-open = nicht begonnen
member-begun = begonnen
member-excluded = herausgenommen
member-ineligible = kann nicht umziehen
member-failed = gescheitert
risk-planRefused = Es gibt keinen Plan: { $reasons }.
risk-moveOpen = Ein anderer Umzug des Kunden ist offen: { $id }.
risk-directoryClosed = Sein Verzeichnis darf nicht gelesen werden: Wer was braucht, ist nicht bekannt.
risk-endsInsideLead = { $subscription } verlängert sich oder endet am { $date }, bevor der Kunde umgezogen sein kann.
risk-transferPending = Ein anderer Partner muss { $subscription } abgeben.
risk-groupLicenses = { $count ->
    [one] Ein Benutzer hat Lizenzen über Gruppen.
   *[other] { $count } Benutzer haben Lizenzen über Gruppen.
}
risk-unknownRenewal = Ob sich { $subscription } verlängert, ist nicht bekannt.
risk-sellerUnknown = Wer { $subscription } verkauft, ist nicht zu sehen; es zählt als direkt gekauft.
risk-endUnknown = Wann { $subscription } endet, ist nicht zu sehen; es zählt als eines ohne Ende.
risk-peopleTasks = { $count ->
    [one] Für einen Schritt braucht es einen Menschen.
   *[other] Für { $count } Schritte braucht es einen Menschen.
}
risk-planWarnings = { $count ->
    [one] Der Plan hat eine Warnung.
   *[other] Der Plan hat { $count } Warnungen.
}
risk-planGap = Dass der Plan am wenigsten kostet, ist nicht bewiesen.
risk-noAddress = Es gibt keine Adresse: Links werden von Hand übergeben.
beyond-each = Der Plan kostet { $found }; die Zustimmung zur Kampagne deckt { $allowed } für einen Kunden.
beyond-all = Mit diesem Plan kosten alle Pläne zusammen { $found }; die Zustimmung zur Kampagne deckt { $allowed }.
beyond-days = Das letzte Original wird { $found } Tage nach dem Beginn verlassen; die Zustimmung zur Kampagne deckt { $allowed }.
beyond-users = Die Lizenzen von { $found } Benutzern ändern sich; die Zustimmung zur Kampagne deckt { $allowed }.
campaign-stopped-wave = Welle { $wave } ist gescheitert: Umzüge, die stehen oder gescheitert sind: { $halted }, erlaubt: { $allowed }. Kunden: { $customers }.
campaign-stopped-nobodyActs = { $name } darf nicht mehr oder ist nicht mehr da; in diesem Namen beginnen die Umzüge. Wer die Kampagne als Admin-Agent fortsetzt, handelt von da an.
