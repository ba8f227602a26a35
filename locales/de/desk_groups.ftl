# Gruppen eines Mandanten und die Lizenzen, die sie geben
desk-groups = Lizenzen über Gruppen
desk-groups-lead = Wer Mitglied einer Gruppe ist, hat die Lizenzen, die sie gibt, und verliert sie mit der Mitgliedschaft.
desk-no-groups = Hier gibt es keine Gruppe.
desk-column-group = Gruppe
desk-column-licences = Lizenzen
desk-group-members = Mitglieder
desk-group-state-all-have = jedes Mitglied hat sie
desk-group-state-some-without = einigen fehlen sie
desk-group-licences = Was die Gruppe gibt
desk-group-gives-nothing = Die Gruppe gibt keine Lizenz.
desk-group-intro = Wählen Sie, was die Gruppe von jetzt an gibt oder nicht mehr gibt. Was ihre Mitglieder gewinnen und verlieren, wird zuerst gezeigt; bis Sie es bestätigen, ändert sich nichts.
desk-group-wrong-add = Wählen Sie eine Lizenz des Mandanten, die die Gruppe noch nicht gibt.
desk-group-wrong-remove = Wählen Sie eine Lizenz, die die Gruppe gibt.
desk-group-wrong-many = Die Gruppe hat mehr als { $count } Mitglieder. Ändern Sie ihre Lizenzen über die API, die nicht jedes einzelne zuvor zeigt.
desk-group-do = { $count ->
    [0] Gruppe ändern; für die Mitglieder ändert sich nichts
    [one] Gruppe und Lizenzen eines Benutzers ändern
   *[other] Gruppe und Lizenzen von { $count } Benutzern ändern
  }
desk-group-faults = Mitglieder, denen eine Lizenz der Gruppe fehlt
desk-group-fault-count = Es war kein Platz frei.
desk-group-fault-exclusive = Eine andere ihrer Lizenzen schließt sie aus.
desk-group-fault-dependency = Eine Lizenz fehlt, auf der sie aufbaut.
desk-group-fault-other = Eine andere Lizenz der Gruppe ging nicht.
desk-work-group = Die Lizenzen der Gruppe werden geändert
