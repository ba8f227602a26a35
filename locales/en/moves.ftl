# Moves that are carried out, for pages and the command line: states, steps, tasks, halts. A value that may be lacking is asked for with has-NAME.

move-state-drafted = begun, not planned
move-state-planned = planned
move-state-offered = offered to the customer
move-state-approved = approved
move-state-running = running
move-state-waiting = waiting
move-state-needsPerson = needs a person
move-state-halted = halted
move-state-completed = completed
move-state-abandoned = given up

# Key: run-status- and the word of the step’s status.
run-status-pending = not begun
run-status-open = under way
run-status-asked = a person is asked
run-status-done = done
run-status-skipped = not needed

# Why a plan was made.
plan-why-first = the first
plan-why-asked = wanted by a person
plan-why-drift = because not all is as planned

# Who has to do a task.
party-partner = you
party-customer = the customer’s administrator
party-otherPartner = the other partner, through the customer

task-handLinkOver = Hand the link of the request over to the customer’s administrator, who accepts by it{ $has-link ->
    [yes] : { $link }
   *[no] .
  }
task-confirmAgreement = See that the customer agreement is confirmed; no order is taken before.
task-grantRights = Have the customer’s administrator grant the rights that were asked for; licences cannot be changed before.
task-swapByHand = Have the customer’s administrator change the licences by the list of the plan{ $has-date ->
    [yes] , on { $date }
   *[no] {""}
  }{ $has-users ->
    [yes] , { $users ->
        [one] of one user
       *[other] of { $users } users
      }
   *[no] {""}
  }.
task-turnOffRenewal = Have { $has-owner ->
    [yes] { $owner }
   *[no] the owner
  } switch the renewal off: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }{ $has-end ->
    [yes] , ends { $end }
   *[no] {""}
  }.
task-cancelAtTermEnd = Have { $has-owner ->
    [yes] { $owner }
   *[no] the owner
  } choose “cancel at term end”: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }{ $has-end ->
    [yes] , ends { $end }
   *[no] {""}
  }.
task-cancelOnDay = Have { $has-owner ->
    [yes] { $owner }
   *[no] the owner
  } cancel on { $day }, not earlier: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }.
task-suspendOnDay = Have { $has-owner ->
    [yes] { $owner }
   *[no] the owner
  } suspend on { $day }, not earlier: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }.
task-answerTransfer = Have { $has-owner ->
    [yes] { $owner }
   *[no] the other partner
  } answer the transfer of { $subscription }.
task-seeEnd = See that this has ended, which cannot be seen from here: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }{ $has-end ->
    [yes] , its end was { $end }
   *[no] {""}
  }.
task-cancelRenewed = This renewed although it should have ended; cancel it by { $until }: { $subscription }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }. If it is to stay, confirm the task: then another plan is needed.
task-endOldRelationship = Have the customer end the relationship and the rights of { $has-owner ->
    [yes] { $owner }
   *[no] the partner whom it leaves
  }.

drift-lateAcceptance = The customer did not accept in time, or declined.
drift-rightsMissing = Rights in the customer’s directory were refused, have ended, or are not enough.
drift-subscriptionGone = A subscription of the plan is gone: { $subject }.
drift-renewedAnyway = An original renewed although it should have ended: { $subject }.
drift-transferRefused = A transfer was refused or has expired: { $subject }.
drift-noEffect = The same thing was tried again and again without effect: { $subject }.
drift-seatsLate = Seats that were bought were not seen in time: { $subject }.
drift-late = The day on which this was to be bought is over: { $subject }.
drift-swapsInCircle = Licence changes wait for each other in a circle, in pools without a free seat: { $subject }.
drift-userGone = A user of the plan is gone: { $subject }.
drift-licensesChanged = A user holds other licences than the plan goes out from: { $subject }.
drift-userJoined = Somebody holds licences that the plan is about, and is not in it: { $subject }.
drift-priceChanged = Something costs otherwise than planned, or is not sold any more: { $subject }.
drift-actorGone = { $subject }, on whose behalf it is carried out, is gone or may not act any more. Whoever resumes it goes on in their place.

halt-person = { $by } stopped it{ $has-note ->
    [yes] : “{ $note }”
   *[no] .
  }
halt-refuted = Before step { $step } the present was proved anew, and the proof does not hold. { $why }
halt-refused = Step { $step } was refused for good: { $message } ({ $code })
halt-drift = Not all is as planned, seen at step { $step }. { $why }

# Mails about moves: to the partner's admin agents.
move-mail-asked-subject = Somebody is needed for the move of { $customer }
move-mail-asked = The move of { $customer } goes on when somebody has done this{ $has-day ->
    [yes] , by { $day } at the latest
   *[no] {""}
  }:
move-mail-asked-how = The whole text to copy: nahtlos move task list { $id }. When it is done: nahtlos move task done { $id } and the task’s id.
move-mail-reminder-subject = Reminder: by { $day } somebody is needed for the move of { $customer }
move-mail-reminder = Nobody has said yet that this is done, and the last day for it is { $day }. After that the move of { $customer } may need another plan:
move-mail-reminder-how = The whole text to copy: nahtlos move task list { $id }. When it is done: nahtlos move task done { $id } and the task’s id.
move-mail-halted-subject = The move of { $customer } stands still
move-mail-halted = The move of { $customer } stands still, and does nothing more until somebody decides. Why:
move-mail-halted-how = What it proposes, and how to go on: nahtlos move status { $id }.
move-mail-completed-subject = The move of { $customer } is complete
move-mail-completed = The move of { $customer } is complete: what was to end has ended, and everybody’s cover was proved afterwards.
move-mail-completed-how = What proves it: nahtlos move evidence { $id }.
move-mail-party = Who: { $party }.
move-mail-stopped = { $by } stopped it{ $has-note ->
    [yes] : { $note }
   *[no] .
  }
