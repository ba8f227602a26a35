# Why a plan is not proved: the first counter-example in plain words.

counter-otherSchema = This is no plan of schema { $expected }: it says { $found }.
counter-otherCustomer = The plan is another customer’s: { $found } instead of { $expected }.
counter-otherDay = The plan starts on { $found }; the estate is of { $expected }.
counter-otherHorizon = The plan ends on { $found }; the case’s horizon is { $expected }.
counter-horizonTooEarly = The horizon { $horizon } is not after { $asOf }, the day of the estate.
counter-otherPolicy = The plan was made with another policy: { $key } differs.
counter-otherInputs = The plan was made from another file than { $file }.
counter-otherCurrency = The plan counts in { $found }; the customer’s currency is { $expected }.
counter-unknownSku = { $user } holds { $sku }, which the products file lacks.
counter-duplicatePurchase = Two purchases are called { $purchase }.
counter-noSeats = Purchase { $purchase } buys no seats.
counter-offerNotSold = Purchase { $purchase }: the offer { $offer } is not sold in { $country }.
counter-wrongSku = Purchase { $purchase }: the offer { $offer } provisions { $expected }, not { $found }.
counter-neverBuy = Purchase { $purchase } buys { $sku }, which the policy says never to buy.
counter-termNotAllowed = Purchase { $purchase } has a term of { $term }, which the policy does not allow.
counter-startOutside = Purchase { $purchase } starts on { $start }, outside the planned time from { $asOf } to { $horizon }.
counter-noPriceRow = Purchase { $purchase }: the price list has no price of { $offer } ({ $term }, billed { $billing }) on { $start } for { $market }, { $currency }, { $segment }.
counter-wrongUnitPrice = Purchase { $purchase }: on { $start } a seat of { $offer } costs { $expected }, not { $found }.
counter-wrongTermEnd = Purchase { $purchase }: a term of { $term } from { $start } ends on { $expected }, not on { $found }.
counter-wrongCharge = Purchase { $purchase }: the whole term costs { $expected }, not { $found }.
counter-wrongChargeInHorizon = Purchase { $purchase }: { $expected } of it counts within the horizon, not { $found }.
counter-wrongTotal = The purchases add up to { $expected }; the plan says { $found }.
counter-wrongCostExact = The exact cost is { $expected }; the plan says { $found }.
counter-wrongCommitted = What is owed after the horizon is { $expected }; the plan says { $found }.
counter-wrongOverlap = The overlap cannot cost { $found } of a total of { $total }.
counter-wrongByMonth = The cost by month does not add up ({ $month }): { $expected }; the plan says { $found }.
counter-wrongRenewal = Purchase { $purchase } says that it renews { $found }; it renews { $expected }.
counter-seatLimitExceeded = On { $day } { $seats } bought seats of { $sku } are active together; one customer may have { $limit }: { $over } too many.
counter-unknownOriginal = The plan ends a subscription that the estate lacks: { $subscription }.
counter-originalMissing = The plan forgets a subscription: { $subscription } with { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
counter-originalTwice = The plan names a subscription twice: { $subscription }.
counter-transferNotPossible = { $subscription } was bought through { $channel } and cannot be transferred.
counter-wrongAction = { $subscription }: “{ $action }” does not fit what is to be done with it ({ $treatment }).
counter-wrongPlannedEnd = { $subscription }: the plan counts on { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku } until { $found }; it may count on them until { $expected }.
counter-deadlineMissing = { $subscription }: “{ $action }” has no last day.
counter-deadlineTooLate = { $subscription }: the last day to act, { $deadline }, lies after its end on { $end }.
counter-changeOutside = Licence change { $change } on { $date } lies outside the planned time from { $asOf } to { $horizon }.
counter-emptyChange = Licence change { $change } on { $date } changes nothing or nobody.
counter-unknownUser = Licence change { $change } on { $date } names a user whom the estate lacks: { $user }.
counter-duplicateChange = { $user } is changed twice on { $day }.
counter-notPlannedFor = { $user } is changed on { $day } but needs nothing.
counter-unknownGroup = Licence change { $change } names a group that the estate lacks: { $group }.
counter-groupIncomplete = Licence change { $change } on { $date } is the group { $group }’s, which has { $members ->
    [one] one member
   *[other] { $members } members
  }; it leaves out { $user }.
counter-notInGroup = Licence change { $change } on { $date } is the group { $group }’s and names { $user }, who is no member.
counter-notTheGroups = Licence change { $change } takes { $sku } from the group { $group }, which does not give it.
counter-removesNotHeld = On { $day } { $sku } is taken from { $user }, who does not hold it.
counter-addsHeld = On { $day } { $sku } is given to { $user }, who holds it already, just so.
counter-addsTwice = Licence change { $change } on { $date } names { $sku } twice.
counter-planNotInSku = Licence change { $change } on { $date } switches off { $plan } in { $sku }, which does not contain it.
counter-userUncovered = { $users ->
    [one] { $user } loses { $plans } on { $day }
   *[other] { $users } users, { $user } among them, lose { $plans } on { $day }
  }{ $has-until ->
    [yes] {" "}(until { $until })
   *[no] {""}
  }: they hold { $held } then{ $has-before ->
    [yes] , { $before } before
   *[no] {""}
  }.
counter-exclusionConflict = { $users ->
    [one] { $user } has
   *[other] { $users } users, { $user } among them, have
  } two plans enabled on { $day } that exclude each other ({ $group }): { $plan } through { $sku } and { $otherPlan } through { $otherSku }.
counter-setTooLarge = { $users ->
    [one] { $user } holds
   *[other] { $users } users, { $user } among them, hold
  } { $held } on { $day }: more than { $most ->
    [one] one SKU
   *[other] { $most } SKUs
  }.
counter-setNotSold = { $users ->
    [one] { $user } gets
   *[other] { $users } users, { $user } among them, get
  } { $sku } on { $day }, which cannot be bought. They hold { $held } then.
counter-setDropsSold = { $users ->
    [one] { $user } loses
   *[other] { $users } users, { $user } among them, lose
  } { $sku } on { $day }, although it can be bought on every day (like for like). They hold { $held } then.
counter-setSuperfluous = { $users ->
    [one] { $user } gets
   *[other] { $users } users, { $user } among them, get
  } { $sku } on { $day }, which could be left out. They hold { $held } then.
counter-switchedOn = { $users ->
    [one] { $user } has
   *[other] { $users } users, { $user } among them, have
  } { $plan } on in { $sku } from { $day }, without need: it was off before.
counter-seatsShort = On { $day }{ $has-until ->
    [yes] {" "}(until { $until })
   *[no] {""}
  } { $short ->
    [one] one seat of { $sku } is missing
   *[other] { $short } seats of { $sku } are missing
  }: { $held } licences, { $seats } seats. As many users lose { $plans }; the vendor does not say who.{ $has-cause ->
    [yes] {" "}What ends that day: { $cause }.
   *[no] {""}
  }
counter-wrongCoverage = On { $day } { $sku } has { $held } licences and { $seats } seats; the plan’s table says { $foundHeld } and { $foundSeats }.
counter-wrongImpact = What the move means for { $user } is told wrongly: gained { $gained }, lost { $lost }, changes { $changes }.
counter-wrongEquivalences = { $named ->
    [0] The plan relies on { $satisfiedBy } standing in for { $plan } without naming it.
   *[other] The plan names { $satisfiedBy } as standing in for { $plan }; this does not agree with what it relies on.
  }
counter-duplicateStep = Two steps are called { $step }.
counter-stepOrder = Step { $step } follows { $after }, which does not stand before it.
counter-purchaseStepMissing = No step provisions purchase { $purchase } ({ $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }) by { $start }.
counter-swapStepMissing = No step makes licence change { $change } on { $date }.
counter-endStepMissing = { $subscription }: no step does “{ $action }”{ $has-deadline ->
    [yes] {" "}by { $deadline }
   *[no] {""}
  }.
counter-swapBeforeSeats = Step { $step } changes licences on { $day } before the { $seats ->
    [one] new seat of { $sku } (purchase { $purchase }) is
   *[other] { $seats } new seats of { $sku } (purchase { $purchase }) are
  } seen.
counter-endBeforeSeats = Step { $step } ends { $subscription } on { $day } before the { $seats ->
    [one] seat of { $sku } (purchase { $purchase }) that replaces it is
   *[other] { $seats } seats of { $sku } (purchase { $purchase }) that replace it are
  } seen.
counter-endBeforeSwap = Step { $step } ends { $subscription } on { $day } before its licences are moved (change { $change }).
counter-endTooEarly = Step { $step } ends { $subscription } on { $day }; the plan counts on its seats until { $plannedEnd }.
counter-rentNegative = The proof of the minimum contains a rent below nothing: { $rent } for { $sku } from { $from } to { $to }.
counter-rentMisplaced = The proof of the minimum contains a misplaced rent: { $sku } from { $from } to { $to }.
counter-rentWithoutLimit = The proof of the minimum prices a seat limit of { $sku } from { $from }; there is none.
counter-rentAbovePrice = The proof of the minimum fails: a term ({ $term }) of { $sku } from { $start } to { $end } would be worth { $rent } and costs { $cost }.
counter-wrongLowerBound = The lower bound is { $expected }; the plan says { $found }.
counter-boundAboveCost = The lower bound { $bound } lies above the cost { $cost }.
counter-boundBelowCost = The plan claims to be the cheapest ({ $method }), but its bound { $bound } lies below its cost { $cost }.
counter-gapClosed = The plan claims a gap, but its bound { $bound } equals its cost { $cost }.
counter-tooLarge = The figures are larger than exact arithmetic holds: { $what }.
