# Evidence of a move: its report, the points that are looked at, and what does not hold. Amounts, days and times arrive written; times are UTC.

evidence-title = Evidence: move of { $customer }
evidence-kind = Evidence of a move
evidence-meta = { $domain } · { $from } to { $to } · move { $id }
evidence-footer = Made by Nahtlos from the archive that this page stands in. Every number comes from there. All times are UTC.
evidence-verdict-completed = The move is completed, and nobody was left without a service.
evidence-verdict-abandoned = The move was given up. What was done until then stands below.
evidence-verdict-unfinished = The move is not finished: { $state }.
evidence-verdict-fault = Something in this evidence does not hold.
evidence-holds = Everything that can be looked at from within was looked at, and holds: see “What was checked”.
evidence-said-begun = { $by } began the move on { $day }.
evidence-said-approved = { $by } said yes on { $day } to a plan of { $total }.
evidence-said-covered = { $users ->
    [one] The one user who needs something was covered
   *[other] All { $users } users who need something were covered
  } when it was measured last, on { $day }.
evidence-figure-covered = Users covered
evidence-figure-checkpoints = { $count ->
    [one] measured once
   *[other] measured { $count } times
  }
evidence-figure-changed = Users changed
evidence-figure-changed-note = got other licences
evidence-figure-planned = Planned so far
evidence-figure-planned-note = whole terms; { $planned } within the plan’s horizon
evidence-figure-charged = Charged so far
evidence-figure-difference = difference { $difference }
evidence-figure-elsewhere = kept by the other service

evidence-story-heading = What happened
evidence-story-note = Who asked, who accepted, who said yes, and every step when its effect was seen.
evidence-story-toc = What happened
evidence-story-elsewhere = The move was carried out at another service. Who accepted there, and when, is kept by that service: here stands when it was first seen.
evidence-otherwise-heading = What went otherwise
evidence-otherwise-note = Halts, refusals, answers that never came, and what was taken back.
evidence-otherwise-toc = What went otherwise
evidence-otherwise-nothing = Nothing: every step went as it was planned, at its first attempt.
evidence-time-heading = Cover until the end
evidence-time-note = Seats and licences as they were planned, pool by pool, and every time at which what was really there was looked at and proved.
evidence-time-toc = Cover
evidence-time-nothing = Cover was not measured yet.
evidence-time-table = { $count ->
    [one] The one measurement
   *[other] All { $count } measurements
  }
evidence-users-heading = Users changed
evidence-users-note = Whose licences were changed, from what to what.
evidence-users-toc = Users
evidence-users-nothing = Nobody’s licence was changed.
evidence-money-heading = Planned and charged
evidence-money-note = What the plan said, and the ledger’s lines for what the move bought, line by line.
evidence-money-toc = Money
evidence-money-nothing = There is no plan yet, so nothing was planned or charged.
evidence-tasks-heading = Tasks of people
evidence-tasks-note = What only a person could do, who was asked, and what they said.
evidence-tasks-toc = Tasks
evidence-tasks-nothing = Nobody had to do anything by hand.
evidence-points-heading = What was checked
evidence-points-note = Point by point, in this order. Anybody can do it again, without the center.
evidence-points-toc = Checks
evidence-steps-heading = Every step
evidence-steps-note = When each began and ended, and everything that was attempted for it.
evidence-steps-toc = Steps
evidence-steps-nothing = Nobody has said yes to a plan, so no step was begun.
evidence-record-heading = Where to find it
evidence-record-note = The ids and digests by which everything here is found again.
evidence-record-toc = Record

evidence-story-begun = { $by } began the move with what the customer holds.
evidence-story-planned = { $version ->
    [1] A plan was made and proved: { $total }.
   *[other] Plan { $version } was made and proved: { $total }.
  }
evidence-story-offered = { $by } showed the plan to the customer.
evidence-story-withdrawn = { $by } took the plan or the yes back.
evidence-story-approved = { $by } said yes to plan { $version }: { $total }.
evidence-story-adopted = A plan from the present, plan { $version }, was taken within the limits of the yes: { $total }.
evidence-story-not-planned = No plan could be made from the present.
evidence-story-limits = A later plan may cost up to { $more } more, come { $days ->
    [one] one day
   *[other] { $days } days
  } later and change { $users ->
    [one] one user
   *[other] { $users } users
  } otherwise without another yes.
evidence-story-asked = Task { $task } for { $party }{ $has-deadline ->
    [yes] , by { $deadline }
   *[no] {""}
  }:
evidence-story-confirmed = { $by } confirmed task { $task }.
evidence-story-halted = The move stopped.
evidence-story-resumed = { $by } let the move go on.
evidence-story-completed = Everything was done and proved: the move is completed.
evidence-story-abandoned = { $by } gave the move up.

evidence-accepted-relationship = { $has-by ->
    [yes] { $by }
   *[no] The customer’s administrator
  } accepted the reseller relationship.
evidence-accepted-agreement = { $has-by ->
    [yes] { $by }
   *[no] The customer
  } accepted the customer agreement.
evidence-accepted-rights = { $has-by ->
    [yes] { $by }
   *[no] The customer’s administrator
  } granted rights in the directory{ $has-until ->
    [yes] {" "}until { $until }
   *[no] {""}
  }.

# What was seen when a step was done; keys: evidence-done- and the step’s kind.
evidence-done-requestRelationship = The customer was asked for a reseller relationship.
evidence-done-awaitAcceptance = The relationship was seen: the customer had accepted.
evidence-done-confirmAgreement = The confirmed customer agreement was seen.
evidence-done-requestDelegatedAdmin = The rights that the move needs were seen.
evidence-done-purchase = { $seats ->
    [one] One seat of { $sku } was bought
   *[other] { $seats } seats of { $sku } were bought
  }{ $has-purchase ->
    [yes] {" "}({ $purchase }), { $term }, billed { $billing }
   *[no] {""}
  }.
evidence-done-scheduleChange = { $sku }{ $has-purchase ->
    [yes] {" "}({ $purchase })
   *[no] {""}
  } was set to go on as planned.
evidence-done-awaitSeats = The new seats were seen in the tenant{ $has-sku ->
    [yes] : { $sku }
   *[no] {""}
  }.
evidence-done-swapLicenses = { $has-users ->
    [yes] { $users ->
        [one] Licences of one user were changed: { $swaps }.
       *[other] Licences of { $users } users were changed: { $swaps }.
      }
   *[no] Licences were changed as planned.
  }
evidence-done-verifyCover = Cover of every user was proved before the old seats end{ $has-sku ->
    [yes] {" "}({ $sku })
   *[no] {""}
  }.
evidence-done-turnOffAutoRenew = { $channel } { $subscription }: the renewal was seen switched off ({ $sku }).
evidence-done-cancelAtTermEnd = { $channel } { $subscription }: “cancel at term end” was seen set ({ $sku }).
evidence-done-cancelNow = { $channel } { $subscription } was seen cancelled ({ $sku }).
evidence-done-suspendLegacy = { $channel } { $subscription } was seen suspended ({ $sku }).
evidence-done-transfer = { $channel } { $subscription } was seen transferred ({ $sku }).
evidence-done-personTask = What only a person could do was done{ $has-subscription ->
    [yes] : { $channel } { $subscription }, { $sku }
   *[no] {""}
  }.
evidence-done-watchEnd = { $has-subscription ->
    [yes] { $channel } { $subscription } ended ({ $sku }), and nobody lost a service.
   *[no] An original ended, and nobody lost a service.
  }
evidence-done-finalProof = After the last end cover was proved once more.
evidence-done-endOldRelationship = The relationship and the rights of the old partner were ended.
evidence-skipped = Not needed: { $step }.

evidence-answer-interrupted = { $step }: the program ended before an answer came; it was looked at what had been done.
evidence-answer-unknown = { $step }: no answer came; it was looked at what had been done.
evidence-answer-unsent = { $step }: it could not be sent, and was tried again.
evidence-answer-later = { $step }: it was to be tried later.
evidence-answer-refused = { $step }: it was refused.
evidence-answer-users = { $step }: not made for { $users ->
    [one] one user
   *[other] { $users } users
  } at that attempt ({ $names }).

evidence-legend-measured = measured and proved
evidence-pool-facts = { $times ->
    [one] measured once
   *[other] measured { $times } times
  }, never fewer than { $free ->
    [one] one seat
   *[other] { $free } seats
  } free
evidence-pool-never = not measured
evidence-pool-now = { $sku }: { $held } of { $seats } seats in use
evidence-bar = Everybody covered
evidence-bar-whole = from the first measurement to the last
evidence-bar-broken = not at every measurement: the move stopped before anything was done
evidence-party-partner = the partner
evidence-party-customer = the customer’s administrator
evidence-party-otherPartner = the other partner, through the customer

evidence-money-planned = The plan costs within its horizon
evidence-money-whole = Its purchases cost over their whole terms
evidence-money-so-far = Of these, due until now, as the plan counted
evidence-money-expected = The same at the partner’s price of the same catalogue
evidence-money-charged = Charged until now
evidence-money-difference = Charged less expected
evidence-money-list = The plan was made with list prices; the ledger charges what the partner pays. Both stand in the catalogue that the plan was made with, so every line is held against the partner’s price.
evidence-money-total = Until now
evidence-money-elsewhere = The move was carried out at another service, which keeps the ledger of what it charges; its lines are not here. Where it said after an order what the order costs, that stands beside what the plan said, as it was said.
evidence-money-untold = The service said of no order what it costs.
evidence-money-not-bought = not bought yet
evidence-money-to-come = bought; its term has not begun
evidence-money-of = subscription { $subscription }
evidence-money-of-order = subscription { $subscription }, order { $order }
evidence-money-term = whole term
evidence-charge-new = purchase
evidence-charge-renew = renewal
evidence-charge-cycleFee = further period
evidence-charge-addQuantity = seats added
evidence-charge-removeQuantity = seats taken back
evidence-charge-cancelImmediate = cancelled
evidence-charge-convert = changed
evidence-charge-suspend = suspended
evidence-charge-reactivate = reactivated
evidence-charge-extendedTerm = extended term
evidence-charge-transfer = transferred

evidence-task-done = { $by }, { $time }
evidence-task-closed = seen without an answer
evidence-task-open = open
evidence-attempts = Attempts
evidence-attempts-count = { $count ->
    [one] The one attempt with its key and answer
   *[other] All { $count } attempts with keys and answers
  }
evidence-deed-invite = ask for the relationship
evidence-deed-confirmAgreement = confirm the agreement
evidence-deed-requestRights = ask for rights
evidence-deed-assignRights = give rights to a group
evidence-deed-order = order seats
evidence-deed-setEnd = set what happens at the end
evidence-deed-cancel = cancel
evidence-deed-suspend = suspend
evidence-deed-swap = change licences
evidence-deed-requestTransfer = ask for the transfer
evidence-deed-acceptTransfer = accept the transfer
evidence-outcome-done = done
evidence-outcome-users = done for some
evidence-outcome-refused = refused
evidence-outcome-later = to be tried later
evidence-outcome-unsent = not sent
evidence-outcome-unknown = unknown, looked at
evidence-outcome-interrupted = interrupted, looked at
evidence-outcome-open = not answered yet
evidence-record-move = Move
evidence-record-partner = Partner
evidence-record-customer = Customer’s tenant
evidence-record-account = Carried out at
evidence-record-entries = Entries of the journal
evidence-record-head = Hash of the last entry
evidence-record-estate = SHA-256 of estate { $number }
evidence-record-plan = SHA-256 of plan { $number }
evidence-record-key = Signed by the key with the fingerprint

evidence-col-when = When
evidence-col-before = Before
evidence-col-covered = Covered
evidence-col-pools = Pools, as they were
evidence-col-tightest = Fewest seats free from then on
evidence-col-what = What
evidence-col-period = Period
evidence-col-planned = Planned
evidence-col-expected = Expected
evidence-col-charged = Charged
evidence-col-difference = Difference
evidence-col-ordered = Ordered
evidence-col-told = Price, as the service said
evidence-col-change = Change
evidence-col-batches = Batches
evidence-col-who = Who
evidence-col-task = Task
evidence-col-party = Asked of
evidence-col-asked = Asked
evidence-col-answer = Answer
evidence-col-step = Step
evidence-col-due = Due
evidence-col-begun = Begun
evidence-col-done = Done
evidence-col-status = Status
evidence-col-proofs = Proofs
evidence-col-attempts = Attempts
evidence-col-number = No.
evidence-col-deed = Deed
evidence-col-outcome = Answer
evidence-col-key = Key

# Points that are looked at, in their order; then what each is about.
evidence-point-form = Form.
evidence-point-members = Parts.
evidence-point-signature = Signature.
evidence-point-journal = Journal.
evidence-point-parts = One move.
evidence-point-plans = The yes.
evidence-point-proof = Proof.
evidence-point-steps = Steps.
evidence-point-cover = Cover.
evidence-point-tasks = Tasks.
evidence-point-money = Money.
evidence-point-state = State.
evidence-point-tables = Tables.
evidence-about-form = The file is, to the byte, the one that is written of its parts.
evidence-about-members = Every part is in the list with its size and SHA-256, and no other is there.
evidence-about-signature = The center’s signature is over just this list.
evidence-about-journal = Each entry carries the hash of the one before, up to the one that the move names as its last.
evidence-about-parts = Everything is of this move, and it began with this estate.
evidence-about-plans = Each plan is the one that was made, and whoever said yes said it to one of them, by its SHA-256.
evidence-about-proof = Each plan was proved anew from its estate and its catalogue: cover at every instant, prices, total.
evidence-about-steps = No step is done that was not seen; nothing final was done on a present that was not proved; nothing was done twice.
evidence-about-cover = At every measurement everybody was covered, and no pool was to run short.
evidence-about-tasks = Each task was asked and confirmed as it says.
evidence-about-money = Each line of the ledger is its price times its seats and days, is for something the move bought, and nothing bought is without one.
evidence-about-money-elsewhere = The other service keeps the ledger of what it charges: no line of it is here to be looked at.
evidence-about-state = The move and its steps stand as the journal says.
evidence-about-tables = The tables say what the journal and the ledger say.
evidence-point-found = { $count ->
    [0] holds; nothing to look at
    [one] holds; one looked at
   *[other] holds; { $count } looked at
  }
evidence-point-later = looked at by whoever opens the archive
evidence-point-not-reached = not looked at, because of what is above
evidence-how = To do all of this again: nahtlos evidence verify ARCHIVE.zip --key { $key } – it needs neither the center nor a network. Ask the center for this fingerprint yourself (nahtlos evidence key), and not whoever gave you the file.

evidence-fault-notAnArchive = The file is no archive of evidence.
evidence-fault-notCanonical = The file is not written as an archive must be: byte { $offset } is another, missing, or too much.
evidence-fault-memberTwice = The part { $member } is there twice.
evidence-fault-memberMissing = The part { $member } is missing.
evidence-fault-memberAdded = The part { $member } is not in the list: somebody put it in.
evidence-fault-memberChanged = The part { $member } was changed: it is not the one in the list.
evidence-fault-memberUnread = The part { $member } does not read: { $why }.
evidence-fault-signatureWrong = The signature does not fit: { $why }. Somebody changed the list, or it was never signed.
evidence-fault-otherKey = Another key signed than the expected one: { $found } instead of { $expected }.
evidence-fault-chainBroken = The journal’s chain breaks at entry { $entry }: something before or in it was changed, left out, put in, or moved.
evidence-fault-journalCut = The journal has { $found ->
    [one] one entry
   *[other] { $found } entries
  }; the move says { $expected }.
evidence-fault-otherHead = The journal ends with entry { $entry } in another hash than the move names.
evidence-fault-otherMove = The part { $member } is of another move: { $found } instead of { $expected }.
evidence-fault-estateOther = The estate is not the one that entry { $entry } of the journal names.
evidence-fault-planOther = Plan { $plan } is not the one that was made (entry { $entry }).
evidence-fault-approvedOther = Entry { $entry }: { $by } said yes to a plan that is not here.
evidence-fault-inputOther = Plan { $plan } was made with another { $file } than is here.
evidence-fault-planRefuted = Plan { $plan } does not hold when it is proved anew.
evidence-fault-stepUnseen = Step { $step } is done in entry { $entry }, and nobody had seen what it is for.
evidence-fault-unproved = In entry { $entry } something was done for step { $step } that cannot be taken back, on a present that was not proved.
evidence-fault-strayAnswer = Entry { $entry } is an answer to nothing that was attempted.
evidence-fault-doneTwice = By entry { $entry } the same thing was done twice, under the key { $key }.
evidence-fault-seatsShort = Entry { $entry } says that cover was proved, with { $held } licences on { $seats } seats of { $sku }.
evidence-fault-proofUnseen = The proof in entry { $entry } rests on something that nobody had seen.
evidence-fault-taskOther = Task { $task } is not as it was asked or confirmed.
evidence-fault-lineWrong = Line { $line } of the ledger is not its price times its seats and days, or is out of order.
evidence-fault-lineStray = Line { $line } of the ledger is for nothing that the move bought.
evidence-fault-neverCharged = { $purchase } was bought, and the ledger has no line for it.
evidence-fault-stateOther = The move is { $found }; its journal says { $expected }.
evidence-fault-stepOther = Step { $step } stands otherwise than the journal says.
evidence-fault-tableOther = The table { $member } does not say what the journal and the ledger say.
