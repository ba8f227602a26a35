# Umzüge, die ausgeführt werden, für Seiten und Befehlszeile: Zustände, Schritte, Aufgaben, Halte. Nach einem Wert, der fehlen kann, wird mit has-NAME gefragt.

move-state-drafted = begonnen, nicht geplant
move-state-planned = geplant
move-state-offered = dem Kunden gezeigt
move-state-approved = genehmigt
move-state-running = läuft
move-state-waiting = wartet
move-state-needsPerson = braucht einen Menschen
move-state-halted = angehalten
move-state-completed = abgeschlossen
move-state-abandoned = aufgegeben

# Schlüssel: run-status- und das Wort des Zustands des Schritts.
run-status-pending = nicht begonnen
run-status-open = in Arbeit
run-status-asked = ein Mensch ist gefragt
run-status-done = erledigt
run-status-skipped = nicht nötig

# Warum ein Plan gemacht wurde.
plan-why-first = der erste
plan-why-asked = von einem Menschen gewünscht
plan-why-drift = weil nicht alles wie geplant ist

# Wer eine Aufgabe zu erledigen hat.
party-partner = Sie
party-customer = die Administration des Kunden
party-otherPartner = der andere Partner, über den Kunden

task-handLinkOver = Geben Sie der Administration des Kunden den Link der Anfrage, über den sie zustimmt{ $has-link ->
    [yes] : { $link }
   *[no] .
  }
task-confirmAgreement = Sorgen Sie dafür, dass die Kundenvereinbarung bestätigt ist; vorher wird keine Bestellung angenommen.
task-grantRights = Lassen Sie die Administration des Kunden die erbetenen Rechte erteilen; vorher lassen sich keine Lizenzen ändern.
task-swapByHand = Lassen Sie die Administration des Kunden die Lizenzen nach der Liste des Plans ändern{ $has-date ->
    [yes] , am { $date }
   *[no] {""}
  }{ $has-users ->
    [yes] , bei { $users ->
        [one] einem Benutzer
       *[other] { $users } Benutzern
      }
   *[no] {""}
  }.
task-turnOffRenewal = Die Verlängerung ist abzuschalten, durch { $has-owner ->
    [yes] { $owner }
   *[no] den Eigentümer
  }: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }{ $has-end ->
    [yes] , Ende { $end }
   *[no] {""}
  }.
task-cancelAtTermEnd = „Zum Laufzeitende kündigen“ ist zu wählen, durch { $has-owner ->
    [yes] { $owner }
   *[no] den Eigentümer
  }: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }{ $has-end ->
    [yes] , Ende { $end }
   *[no] {""}
  }.
task-cancelOnDay = Am { $day }, nicht früher, ist zu kündigen, durch { $has-owner ->
    [yes] { $owner }
   *[no] den Eigentümer
  }: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }.
task-suspendOnDay = Am { $day }, nicht früher, ist auszusetzen, durch { $has-owner ->
    [yes] { $owner }
   *[no] den Eigentümer
  }: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }.
task-answerTransfer = Die Übertragung von { $subscription } ist zu beantworten, durch { $has-owner ->
    [yes] { $owner }
   *[no] den anderen Partner
  }.
task-seeEnd = Sehen Sie nach, ob dies geendet hat, was von hier nicht zu sehen ist: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }{ $has-end ->
    [yes] , das Ende war { $end }
   *[no] {""}
  }.
task-cancelRenewed = Dies hat sich verlängert, obwohl es enden sollte; kündigen Sie es bis { $until }: { $subscription }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }. Soll es bleiben, bestätigen Sie die Aufgabe: Dann ist ein anderer Plan nötig.
task-endOldRelationship = Lassen Sie den Kunden die Beziehung und die Rechte des bisherigen Partners beenden{ $has-owner ->
    [yes] {" "}({ $owner })
   *[no] {""}
  }.

drift-lateAcceptance = Der Kunde hat nicht rechtzeitig zugestimmt oder abgelehnt.
drift-rightsMissing = Rechte im Verzeichnis des Kunden wurden abgelehnt, sind zu Ende oder reichen nicht.
drift-subscriptionGone = Ein Abonnement des Plans gibt es nicht mehr: { $subject }.
drift-renewedAnyway = Etwas hat sich verlängert, obwohl es enden sollte: { $subject }.
drift-transferRefused = Eine Übertragung wurde abgelehnt oder ist abgelaufen: { $subject }.
drift-noEffect = Dasselbe wurde immer wieder ohne Wirkung versucht: { $subject }.
drift-seatsLate = Gekaufte Plätze waren nicht rechtzeitig zu sehen: { $subject }.
drift-late = Der Tag, an dem dies zu kaufen war, ist vorbei: { $subject }.
drift-swapsInCircle = Lizenzwechsel warten im Kreis aufeinander, in Beständen ohne freien Platz: { $subject }.
drift-userGone = Einen Benutzer des Plans gibt es nicht mehr: { $subject }.
drift-licensesChanged = Ein Benutzer hat andere Lizenzen, als der Plan voraussetzt: { $subject }.
drift-userJoined = Jemand hat Lizenzen, um die es im Plan geht, und kommt darin nicht vor: { $subject }.
drift-priceChanged = Etwas kostet anderes als geplant oder wird nicht mehr verkauft: { $subject }.
drift-actorGone = { $subject }, in dessen Namen gehandelt wird, ist nicht mehr da oder darf nicht mehr handeln. Wer den Umzug fortsetzt, tritt an diese Stelle.

halt-person = { $by } hat angehalten{ $has-note ->
    [yes] : „{ $note }“
   *[no] .
  }
halt-refuted = Vor Schritt { $step } wurde der Nachweis am jetzigen Stand neu geführt, und er hält nicht. { $why }
halt-refused = Schritt { $step } wurde endgültig abgelehnt: { $message } ({ $code })
halt-drift = Nicht alles ist wie geplant, gesehen bei Schritt { $step }. { $why }

# Mails über Umzüge: an die Administratoren des Partners.
move-mail-asked-subject = Für den Umzug von { $customer } wird jemand gebraucht
move-mail-asked = Der Umzug von { $customer } geht weiter, wenn jemand dies getan hat{ $has-day ->
    [yes] , spätestens am { $day }
   *[no] {""}
  }:
move-mail-asked-how = Der ganze Text zum Kopieren: nahtlos move task list { $id }. Wenn es getan ist: nahtlos move task done { $id } und die Nummer der Aufgabe.
move-mail-reminder-subject = Erinnerung: bis { $day } wird für den Umzug von { $customer } jemand gebraucht
move-mail-reminder = Noch hat niemand gesagt, dass dies getan ist, und der letzte Tag dafür ist der { $day }. Danach braucht der Umzug von { $customer } vielleicht einen anderen Plan:
move-mail-reminder-how = Der ganze Text zum Kopieren: nahtlos move task list { $id }. Wenn es getan ist: nahtlos move task done { $id } und die Nummer der Aufgabe.
move-mail-halted-subject = Der Umzug von { $customer } steht still
move-mail-halted = Der Umzug von { $customer } steht still und tut nichts mehr, bis jemand entscheidet. Warum:
move-mail-halted-how = Was er vorschlägt und wie es weitergeht: nahtlos move status { $id }.
move-mail-completed-subject = Der Umzug von { $customer } ist abgeschlossen
move-mail-completed = Der Umzug von { $customer } ist abgeschlossen: was enden sollte, ist zu Ende, und danach wurde bewiesen, dass alle versorgt sind.
move-mail-completed-how = Was es beweist: nahtlos move evidence { $id }.
move-mail-party = Wer: { $party }.
move-mail-stopped = { $by } hat ihn angehalten{ $has-note ->
    [yes] : { $note }
   *[no] .
  }
