# Sentences for the codes of a plan: reasons, warnings, refusals, counter-examples.
# Every code of crates/model/src/notice.rs has its text here; a value that may be absent is asked for with has-NAME.

reason-seatsFallDue = { $seats ->
    [one] One seat of { $sku } is needed from { $day }, because originals end
   *[other] { $seats } seats of { $sku } are needed from { $day }, because originals end
  }{ $has-subjects ->
    [yes] : { $subjects }
   *[no] {""}
  }.
reason-beforePriceRise = Bought { $has-days ->
    [yes] { $days ->
        [one] one day before
       *[other] { $days } days before
      }
   *[no] before
  } it is needed on { $needed }, because the price rises after { $lastDay }{ $has-saving ->
    [yes] ; that saves { $saving }
   *[no] {""}
  }.
reason-renewal = { $seats ->
    [one] Carries on one seat of the term that ends on { $day }
   *[other] Carries on { $seats } seats of the term that ends on { $day }
  }{ $has-purchase ->
    [yes] {" "}({ $purchase })
   *[no] {""}
  }.
reason-shortOnFirstDay = { $seats ->
    [one] One seat was missing already on { $day }: more licences are assigned than there are seats.
   *[other] { $seats } seats were missing already on { $day }: more licences are assigned than there are seats.
  }
reason-usersChange = { $seats ->
    [one] One user changes to this SKU on { $day }{ $has-from ->
        [yes] {" "}from { $from }
       *[no] {""}
      }.
   *[other] { $seats } users change to this SKU on { $day }{ $has-from ->
        [yes] {" "}from { $from }
       *[no] {""}
      }.
  }
reason-coTerm = Ends together with the other terms on { $day }.
reason-endsByItself = Ends by itself{ $has-end ->
    [yes] {" "}on { $end }
   *[no] {""}
  }: renewal is off.
reason-renewsOtherwise = Renews{ $has-end ->
    [yes] {" "}on { $end }
   *[no] {""}
  } unless somebody switches it off.
reason-renewalUnknown = Whether it renews{ $has-end ->
    [yes] {" "}on { $end }
   *[no] {""}
  } is unknown; the plan treats it as renewing.
reason-extendsOtherwise = Goes on as a paid extended service term{ $has-end ->
    [yes] {" "}after { $end }
   *[no] {""}
  } unless “cancel at term end” is chosen.
reason-leftEarly = Left by { $leaveBy }{ $has-end ->
    [yes] , before its end on { $end }
   *[no] {""}
  }, as the policy asks.
reason-suspendStopsBilling = A legacy subscription stops being billed when it is suspended{ $has-day ->
    [yes] {" "}on { $day }
   *[no] {""}
  }.
reason-billingMoves = Its billing moves to this partner; the subscription goes on{ $has-end ->
    [yes] {" "}to { $end }
   *[no] {""}
  }.
reason-notRenewed = Not renewed: nothing of the plan needs it beyond { $end }.
reason-goesOn = Goes on: bought from this partner before.
reason-staysWhereItIs = Stays where it is{ $has-end ->
    [yes] , to { $end }
   *[no] {""}
  }.
reason-withoutEnd = Has no end, and the policy names no day to leave by: it stays.
reason-suppliesNothing = Supplies no seats: its status is { $status }.
reason-seatsNeeded = { $seats ->
    [one] One seat of { $sku } is needed from { $day }.
   *[other] { $seats } seats of { $sku } are needed from { $day }.
  }
reason-neverNeeded = On no day of this term are its seats needed.
reason-beforeSaleEnds = Bought { $days ->
    [one] one day
   *[other] { $days } days
  } before it is needed on { $needed }, because it cannot be bought after { $lastDay }.
reason-boughtEarly = Bought { $days ->
    [one] one day
   *[other] { $days } days
  } before it is needed on { $needed }{ $has-more ->
    [yes] : waiting would cost { $more } more
   *[no] {""}
  }.
reason-laterShort = A day later, { $short ->
    [one] one seat of { $sku } is missing
   *[other] { $short } seats of { $sku } are missing
  } on { $day }.
reason-earlierCosts = A day earlier, on { $day }, costs { $more } more.
reason-earlierSame = A day earlier, on { $day }, costs the same.
reason-notSoldEarlier = A day earlier, on { $day }, this term is not on sale.
reason-otherTerm = For a term of { $term } instead, the same seats cost { $more } more.
reason-countedUntil = Its seats count until { $day }, { $days ->
    [one] one day
   *[other] { $days } days
  } before { $last }: the lead, in which old and new overlap.
reason-earlierShort = A day earlier, { $short ->
    [one] one seat of { $sku } is missing
   *[other] { $short } seats of { $sku } are missing
  } on { $day }.
reason-spareAtEnd = On its last day, { $day }, the users could do without its seats.
reason-longerSaves = Counting on it one day longer would save { $saved }.
reason-deadlineBefore = The last day to do it is { $deadline }, { $days ->
    [0] the day of its end
    [one] one day before its end on { $end }
   *[other] { $days } days before its end on { $end }
  }.
reason-renewsIfLate = Later than { $deadline }, it renews on { $end }{ $has-term ->
    [yes] , for { $term },
   *[no] {""}
  } and has to be paid.
reason-extendsIfLate = Later than { $deadline }, it goes on after { $end } as an extended service term, paid monthly{ $has-percent ->
    [yes] {" "}at { $percent } per cent or more above the monthly price
   *[no] {""}
  }.
reason-billedIfLate = Later than { $deadline }, it goes on being billed until it is done.
reason-staysIfLate = If the transfer is not accepted by { $deadline }, the subscription stays where it is.
reason-changesLicenses = { $users ->
    [one] One user changes licences on { $day }
   *[other] { $users } users change licences on { $day }
  }{ $has-remove ->
    [yes] , away from { $remove }
   *[no] {""}
  }{ $has-add ->
    [yes] , to { $add }
   *[no] {""}
  }.
reason-seatsRunOut = Seats of { $sku } run out: without the change, { $short ->
    [one] one is missing
   *[other] { $short } are missing
  } on { $day }.
reason-endOfSale = { $sku } cannot be bought on every day of the plan.
reason-noLongerNeeded = { $sku } is no longer needed beside what they hold then.
reason-newSeats = { $seats ->
    [one] One new seat of { $sku } comes
   *[other] { $seats } new seats of { $sku } come
  } with { $purchases }.
reason-switchedOff = Switched off in { $sku }: { $plans }.
reason-wholeGroup = It is one change of the group { $group }, for { $users ->
    [one] its one member
   *[other] all { $users } members
  }.
reason-licensesStay = The licences held today stay throughout.
reason-needsNothing = Needs no service plan, so the plan takes no seat for it.
reason-gainsPlans = Gains { $plans }.
reason-losesPlans = Loses { $plans }: accepted, or satisfied by others.
reason-stepDue = Due on { $due }{ $has-after ->
    [yes] , after { $after }
   *[no] {""}
  }.

warning-renewalUnknown = Whether this subscription renews{ $has-end ->
    [yes] {" "}on { $end }
   *[no] {""}
  } is unknown. Deadlines treat it as renewing; please find out.
warning-endlessOriginal = This subscription has no end and the policy names no day to leave by (leaveBy), so it stays up to the horizon.
warning-originalInactive = { $seats ->
    [one] This subscription supplies nothing: its one seat is { $status }.
   *[other] This subscription supplies nothing: its { $seats } seats are { $status }.
  }
warning-trialOrFree = { $seats ->
    [one] One seat of a { $kind } subscription counts
   *[other] { $seats } seats of a { $kind } subscription count
  } as cover{ $has-end ->
    [yes] {" "}until { $end }
   *[no] {""}
  }.
warning-overAssigned = More licences than seats of { $sku } on the first day: { $held } assigned, { $seats } supplied. Purchases make up the difference.
warning-zeroOverlap = Users change from one SKU to another on { $day }, the very day on which seats end and begin: there is no overlap.
warning-severalPrices = Several prices of { $offer } apply on { $day }. The lowest counts: { $lowest } instead of { $others }.
warning-tierIgnored = { $rows ->
    [one] One price of { $offer } for a higher pricing tier is ignored.
   *[other] { $rows } prices of { $offer } for higher pricing tiers are ignored.
  }
warning-belowMinimum = { $seats ->
    [one] One seat of { $offer } is fewer than its minimum of { $minimum }.
   *[other] { $seats } seats of { $offer } are fewer than its minimum of { $minimum }.
  }
warning-prerequisites = { $offer } has prerequisites that the plan does not check: { $prerequisites }.
warning-groupSplit = { $changing } of { $members } members of the group { $group } change on { $day } and the others do not. Moving the whole group on one day would cost at most { $extra } more.
warning-deadlinePassed = The last day for “{ $action }” was { $deadline }: on or before the day the plan begins. Do it at once and check the outcome.
warning-equivalenceUsed = The plan relies on { $satisfiedBy } standing in for { $plan }, for { $users ->
    [one] one user
   *[other] { $users } users
  }. Please confirm that they do without the difference.
warning-noUsageLocation = { $users ->
    [one] One user has no usage location. No licence can be assigned to them
   *[other] { $users } users have no usage location. No licence can be assigned to them
  } until it is set.
warning-noLongerSold = { $sku } can no longer be bought; { $users ->
    [one] one user holds
   *[other] { $users } users hold
  } it.
warning-gap = Not proved to be the least cost: { $cost } planned, at least { $bound } needed, { $gap } between them. A larger --effort may close the gap.
warning-endsAtOnce = “Cancel at term end” stops the service{ $has-end ->
    [yes] {" "}on { $end }
   *[no] {""}
  } at once, without any grace.
warning-ruleUncertain = The vendor’s own pages contradict each other on “{ $rule }” ({ $channel }). The plan takes the safer reading.
warning-onlyOtherPartner = Only { $has-owner ->
    [yes] { $owner }
   *[no] the other partner
  } can end this subscription. Ask them in writing{ $has-deadline ->
    [yes] , before { $deadline }
   *[no] {""}
  }.
warning-transferMayBeRefused = The other partner must accept the transfer; an unanswered request expires after { $days ->
    [one] one day
   *[other] { $days } days
  }.
warning-atSeatLimit = Bought seats of { $sku } reach the most that one customer may have ({ $limit }) on { $day }.

refusal-nothingCovers = { $users ->
    [one] One user cannot be covered: no licence set on sale has everything they need.
   *[other] { $users } users cannot be covered: no licence set on sale has everything they need.
  }
refusal-noSeatsLeft = Seats of { $sku } run out on { $day }: { $short ->
    [one] one seat is
   *[other] { $short } seats are
  } missing, and they cannot be bought.
refusal-seatLimit = One customer may have at most { $limit } bought seats of { $sku }. On { $day } the users need { $needed }: { $over } too many.
refusal-noPrices = The price list has no row for market { $market }, currency { $currency } and segment { $segment }.
refusal-carryOnNotPossible = A subscription bought through { $channel } cannot be carried on; only one of this partner can.
refusal-transferNotPossible = A subscription bought through { $channel } cannot be transferred; only one from another partner can.
refusal-horizonTooEarly = The horizon { $horizon } is not after { $asOf }, the day of the estate. Choose a later horizon in policy.toml.
refusal-unknownSku = The products file lacks the SKU { $sku }. Use a newer file, or remove what refers to it.
refusal-unknownSubscription = The estate has no such subscription.
refusal-dayOutside = { $day } lies outside the time looked at, from { $asOf } to { $horizon }.
refusal-effortUsedUp = The search work allowed, { $effort }, was used up before any plan was found. There may be one: allow more with --effort.
refusal-tooLarge = The figures are larger than exact arithmetic holds. Choose a nearer horizon or check the quantities.

word-several = { $first } and { $more ->
    [one] one more
   *[other] { $more } more
  }
word-and = {" "}and{" "}
