# Übertragungen zwischen Partnern
desk-transfers = Übertragungen
desk-transfers-lead = Abonnements, die von einem Partner zu einem anderen gehen. Benutzer, Lizenzen und Dienste bleiben, wie sie sind.
desk-no-transfers = Es wurden keine Abonnements übergeben oder erbeten.
desk-column-direction = Richtung
desk-column-counterpart = Anderer Partner
desk-column-generation = Art
desk-column-subscriptions = Abonnements
desk-column-since = Seit
desk-column-answer-until = Antwort bis
desk-column-money = Gutschrift oder Kosten
desk-filter-direction = Richtung
desk-filter-open = Offen
desk-transfer-direction-incoming = zu Ihnen
desk-transfer-direction-outgoing = von Ihnen
desk-transfer-generation-legacy = bisherige
desk-transfer-generation-new-commerce = neuer Handel
desk-transfer-open-true = wartet auf Antwort
desk-transfer-open-false = entschieden
desk-transfer-state-active = angeboten
desk-transfer-state-created = erbeten
desk-transfer-state-in-progress = im Gang
desk-transfer-state-complete = vollständig
desk-transfer-state-partially-complete = teilweise vollständig
desk-transfer-state-reject = abgelehnt
desk-transfer-state-cancelled = zurückgenommen
desk-transfer-state-expired = abgelaufen
desk-transfer-state-failed = fehlgeschlagen
desk-transfer-of = Übertragung: { $customer }
desk-transfer-source = Von
desk-transfer-target = An
desk-transfer-completed = Abgeschlossen
desk-transfer-blind = Der Partner, der verkauft, wählt, was übergeht; Sie sehen es, sobald es übergegangen ist.
desk-transfer-lines = Was übergeht
desk-transfer-preview = Was eine Übergabe heute bewirken würde
desk-transfer-nothing = Es gibt nichts, das übergeben werden könnte.
desk-transfer-not-state = Es ist nicht aktiv.
desk-transfer-not-trial = Es ist eine Testversion.
desk-transfer-not-on-request-only = Es ist vom neuen Handel: Der andere Partner muss darum bitten.
desk-transfer-not-legacy = Es ist ein bisheriges: Solche werden angeboten, nicht erbeten.
desk-transfer-not-in-transfer = Es gehört zu einer anderen Übertragung.
desk-transfer-not-held = Damit geschieht gerade etwas anderes; warten Sie, bis das getan ist.
desk-transfer-not-moved = Es wurde schon übergeben.
desk-transfer-not-not-provisioned = Es ist noch nicht bereitgestellt.
desk-transfer-warns-add-on-is-separate = { $name }: Ein Add-on braucht es. Übergeben Sie beide, sonst bleibt das Add-on zurück.
desk-transfer-warns-end-action-cancel = { $name }: Es endet mit seiner Laufzeit; der neue Partner muss die Verlängerung rechtzeitig einschalten.
desk-transfer-warns-renewal-off = { $name }: Die Verlängerung ist ausgeschaltet und bleibt es.
desk-transfer-warns-scheduled-change-dropped = { $name }: Die Änderung, die dafür geplant ist, entfällt.
desk-transfer-warns-window-open = { $name }: Es könnte noch mit Erstattung gekündigt werden.
desk-transfer-accept = Annehmen
desk-transfer-reject = Ablehnen
desk-transfer-cancel = Bitte zurücknehmen
desk-transfer-withdraw = Angebot zurücknehmen
desk-transfer-back = Zurück zur Übertragung
desk-transfer-accept-title = Abonnements von { $customer } übergeben?
desk-transfer-accept-effect = { $count ->
    [one] Ein Abonnement geht sofort über, mit Laufzeit, Plätzen und Preis.
   *[other] { $count } Abonnements gehen sofort über, mit Laufzeiten, Plätzen und Preisen.
  }
desk-transfer-users-stay = Benutzer, Lizenzen und Dienste bleiben, wie sie sind; niemand wird unterbrochen.
desk-transfer-reject-title = Die Übertragung von { $customer } ablehnen?
desk-transfer-reject-effect = { $count ->
   *[other] Nichts geht über, und der andere Partner erfährt es. Er kann erneut bitten oder anbieten.
  }
desk-transfer-cancel-title = Die Bitte um { $customer } zurücknehmen?
desk-transfer-cancel-effect = { $count ->
   *[other] Nichts geht über, und der andere Partner erfährt es. Sie können erneut bitten.
  }
desk-transfer-withdraw-title = Das Angebot für { $customer } zurücknehmen?
desk-transfer-withdraw-effect = { $count ->
   *[other] Nichts geht über; das Angebot ist fort, und seine Abonnements lassen sich wieder ändern.
  }
desk-transfer-which = Was übergeht
desk-transfer-choice = { $count ->
    [one] ein Platz, { $held } zugewiesen
   *[other] { $count } Plätze, { $held } zugewiesen
  }
desk-transfer-seats = { $count ->
    [one] ein Platz
   *[other] { $count } Plätze
  }
desk-transfer-none-chosen = Wählen Sie mindestens ein Abonnement.
desk-transfer-new = Neue Übertragung
desk-transfer-new-back = Zurück zum Kunden
desk-transfer-new-request = Einen anderen Partner um Abonnements bitten
desk-transfer-new-request-intro = Für den neuen Handel. Der Partner, der verkauft, hat dreißig Tage, um zu wählen, was er übergibt; er muss nichts übergeben.
desk-transfer-new-request-submit = Bitten
desk-transfer-new-offer = Bisherige Abonnements einem anderen Partner anbieten
desk-transfer-new-offer-intro = Der andere Partner nimmt an oder lehnt ab. Bis dahin lässt sich nicht ändern, was Sie anbieten.
desk-transfer-new-offer-submit = Anbieten
desk-transfer-field-source = Mandant des Partners, der verkauft
desk-transfer-field-source-name = Sein Name
desk-transfer-field-email = Mailadresse des Kunden
desk-transfer-field-email-hint = Der Kunde erfährt von der Bitte. Bleibt das Feld leer, erfährt er nichts.
desk-transfer-field-on-record = Eingetragener Partner
desk-transfer-field-on-record-hint = Die MPN-ID Ihres Vertriebspartners, wenn Sie ein Anbieter sind.
desk-transfer-field-target = Mandant des Partners, der verkaufen soll
desk-transfer-field-tenant-hint = Seine ID, etwa 5a000000-0000-4000-8000-000000000001. Der andere Partner sieht sie in seinen Einstellungen.
desk-said-transfer-made = Die Übertragung ist auf dem Weg zum anderen Partner.
desk-said-transfer-accept = Angenommen. Was übergeht, wird jetzt übergeben.
desk-said-transfer-reject = Abgelehnt.
desk-said-transfer-cancel = Die Bitte ist zurückgenommen.
desk-said-transfer-withdraw = Das Angebot ist zurückgenommen.
