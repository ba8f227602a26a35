# Steps of the calendar as sentences. A value that a step may lack is asked for with has-NAME.

do-requestRelationship = Send the customer’s administrator the link that asks for a reseller relationship.
do-awaitAcceptance = The administrator accepts. Nothing is cancelled by accepting.
do-confirmAgreement = Without a confirmed customer agreement no order is taken.
do-requestDelegatedAdmin = They are needed to change licence assignments.
do-purchase = { $seats ->
    [one] One seat of { $sku }
   *[other] { $seats } seats of { $sku }
  }{ $has-purchase ->
    [yes] , { $term }, billed { $billing } ({ $purchase })
   *[no] {""}
  }.
do-scheduleChange = { $sku } { $has-purchase ->
    [yes] ({ $purchase }){" "}
   *[no] {""}
  }to { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } at renewal.
do-awaitSeats = The seats { $has-sku ->
    [yes] of { $sku }{" "}
   *[no] {""}
  }{ $has-purchase ->
    [yes] ({ $purchase }){" "}
   *[no] {""}
  }must be seen in the tenant before anything ends.
do-all-awaitSeats = The seats of { $count } purchases ({ $purchases }) must be seen in the tenant before anything ends.
do-swapLicenses = { $has-users ->
    [yes] { $users ->
        [one] For one user: { $swaps }.
       *[other] For { $users } users: { $swaps }.
      }
   *[no] As the plan says.
  }
do-verifyCover = Every user is covered before the old seats end{ $has-sku ->
    [yes] {" "}({ $sku })
   *[no] {""}
  }.
do-all-verifyCover = Every user is covered before the old seats end.
do-turnOffAutoRenew = { $channel } { $subscription }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
do-cancelAtTermEnd = { $channel } { $subscription }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
do-cancelNow = { $channel } { $subscription }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
do-suspendLegacy = { $channel } { $subscription }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
do-transfer = { $channel } { $subscription }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }.
do-personTask = { $has-owner ->
    [yes] { $owner } does this
   *[no] Somebody must do this by hand
  }{ $has-subscription ->
    [yes] : { $channel } { $subscription }, { $seats ->
        [one] one seat
       *[other] { $seats } seats
      } of { $sku }.
   *[no] .
  }
do-watchEnd = { $has-subscription ->
    [yes] { $channel } { $subscription } with { $seats ->
        [one] one seat
       *[other] { $seats } seats
      } of { $sku } ends; nobody loses a service.
   *[no] An original ends; nobody loses a service.
  }
do-finalProof = Cover is proved once more after the last end.
do-endOldRelationship = { $has-owner ->
    [yes] Remove the relationship and the rights of { $owner }.
   *[no] Remove the old partner’s relationship and rights.
  }
owner-thisPartner = This partner
owner-customer = The customer’s administrator
owner-otherPartner = The other partner
