# Dateien des Katalogs
desk-file-title = Eine Datei für den Katalog
desk-file-intro = Eine Preisliste, eine Angebotsmatrix oder eine andere Datei des Katalogs. Zuerst wird gezeigt, was sie ändern würde; das Vergleichen ändert nichts.
desk-file = Datei
desk-file-compare = Vergleichen
desk-file-missing = Wählen Sie eine Datei.
desk-file-gone = Die Datei wird nicht mehr aufbewahrt: Es ist zu viel Zeit vergangen, oder eine andere wurde verglichen. Wählen Sie sie noch einmal.
desk-file-nothing = Die Datei ändert nichts.
desk-file-ask = { $name } übernehmen?
desk-file-added = { $count ->
    [one] Eine Zeile kommt hinzu.
   *[other] { $count } Zeilen kommen hinzu.
  }
desk-file-changed = { $count ->
    [one] Eine Zeile wird geändert.
   *[other] { $count } Zeilen werden geändert.
  }
desk-file-removed = { $count ->
    [one] Eine Zeile fällt weg.
   *[other] { $count } Zeilen fallen weg.
  }
desk-file-from-now = Von da an gelten Bestellungen und Verlängerungen danach; was schon gekauft ist, behält seinen Preis, bis seine Laufzeit endet.
desk-file-apply = Übernehmen
desk-file-differences = Was sie ändert
desk-file-not-shown = Weitere Unterschiede, die nicht gezeigt werden
desk-file-change-added = hinzugefügt
desk-file-change-changed = geändert
desk-file-change-removed = weggefallen
desk-said-file-applied = Die Datei ist übernommen.
desk-column-change = Änderung
desk-column-row = Zeile

# Partner nach Stufe, und die Vertriebspartner einer Sandbox
desk-tier-direct = Sie verkaufen unmittelbar an Kunden.
desk-tier-indirect-provider = Sie sind Anbieter: Vertriebspartner verkaufen über Sie, und Sie kaufen ein.
desk-tier-indirect-reseller = Sie sind Vertriebspartner: Sie verkaufen über Anbieter, die für Sie einkaufen.
desk-tier-program = Sie führen das Programm.
desk-reseller-new = Neuer Vertriebspartner der Sandbox
desk-reseller-lead = Ein Vertriebspartner zum Ausprobieren, der über Sie verkauft. Es gibt solche nur in Sandboxes.
desk-reseller-company = Firma
desk-reseller-country = Land
desk-reseller-country-hint = Zwei Buchstaben, etwa DE.
desk-reseller-mpn = MPN-ID
desk-reseller-prefix = Domäne
desk-reseller-prefix-hint = Buchstaben und Ziffern; danach kommt .onmicrosoft.com.
desk-reseller-admin = Benutzername des Administrators, vor dem @
desk-reseller-first = Vorname
desk-reseller-last = Nachname
desk-reseller-make = Vertriebspartner anlegen
desk-reseller-made = Der Vertriebspartner ist angelegt
desk-reseller-account = Benutzername
desk-reseller-password = Kennwort, nur dieses eine Mal gezeigt
desk-reseller-tenant = Mandant
desk-reseller-kept = Ich habe sie aufbewahrt
desk-reseller-remove = Diesen Vertriebspartner der Sandbox entfernen?
desk-reseller-remove-effect = Sein Mandant, seine Benutzer und Beziehungen sind fort, und niemand meldet sich dort mehr an.
desk-reseller-remove-submit = Entfernen
desk-reseller-end = Entfernen
desk-said-reseller-removed = Der Vertriebspartner ist entfernt.
desk-column-removal = Entfernen

# Arbeit, die länger dauert
desk-work-again = Noch einmal nachsehen
desk-work-licences = Lizenzen werden geändert
desk-work-requests = Anfragen werden entworfen
desk-work-verify = Der Verlauf wird geprüft
desk-work-file = Die Datei wird übernommen
desk-sorted-first = { $count ->
   *[other] In Reihenfolge: die ersten { $count }. Filtern Sie, um die anderen zu sehen.
  }
