# Transfers between partners
desk-transfers = Transfers
desk-transfers-lead = Subscriptions that go from one partner to another. Users, licences and services stay as they are.
desk-no-transfers = No subscriptions were handed over or asked for.
desk-column-direction = Direction
desk-column-counterpart = Other partner
desk-column-generation = Kind
desk-column-subscriptions = Subscriptions
desk-column-since = Since
desk-column-answer-until = Answer until
desk-column-money = Credit or charge
desk-filter-direction = Direction
desk-filter-open = Open
desk-transfer-direction-incoming = to you
desk-transfer-direction-outgoing = from you
desk-transfer-generation-legacy = legacy
desk-transfer-generation-new-commerce = new commerce
desk-transfer-open-true = waits for an answer
desk-transfer-open-false = decided
desk-transfer-state-active = offered
desk-transfer-state-created = asked for
desk-transfer-state-in-progress = under way
desk-transfer-state-complete = complete
desk-transfer-state-partially-complete = partly complete
desk-transfer-state-reject = declined
desk-transfer-state-cancelled = taken back
desk-transfer-state-expired = expired
desk-transfer-state-failed = failed
desk-transfer-of = Transfer: { $customer }
desk-transfer-source = From
desk-transfer-target = To
desk-transfer-completed = Completed
desk-transfer-blind = The partner who sells chooses what goes over; you see it once it has gone over.
desk-transfer-lines = What goes over
desk-transfer-preview = What a hand-over today would do
desk-transfer-nothing = There is nothing that could be handed over.
desk-transfer-not-state = It is not active.
desk-transfer-not-trial = It is a trial.
desk-transfer-not-on-request-only = It is of new commerce: the other partner has to ask for it.
desk-transfer-not-legacy = It is a legacy one: those are offered, not asked for.
desk-transfer-not-in-transfer = It is part of another transfer.
desk-transfer-not-held = Something else is going on with it; wait until that is done.
desk-transfer-not-moved = It was handed over before.
desk-transfer-not-not-provisioned = It is not provisioned yet.
desk-transfer-warns-add-on-is-separate = { $name }: an add-on needs it. Hand both over, or the add-on stays behind.
desk-transfer-warns-end-action-cancel = { $name }: it ends with its term; the new partner has to switch renewal on in time.
desk-transfer-warns-renewal-off = { $name }: renewal is switched off and stays so.
desk-transfer-warns-scheduled-change-dropped = { $name }: the change that is planned for it is dropped.
desk-transfer-warns-window-open = { $name }: it could still be cancelled with money back.
desk-transfer-accept = Accept
desk-transfer-reject = Decline
desk-transfer-cancel = Take the request back
desk-transfer-withdraw = Take the offer back
desk-transfer-back = Back to the transfer
desk-transfer-accept-title = Hand over subscriptions of { $customer }?
desk-transfer-accept-effect = { $count ->
    [one] One subscription goes over at once, with its term, seats and price.
   *[other] { $count } subscriptions go over at once, with their terms, seats and prices.
  }
desk-transfer-users-stay = Users, licences and services stay as they are; nobody is interrupted.
desk-transfer-reject-title = Decline the transfer of { $customer }?
desk-transfer-reject-effect = { $count ->
   *[other] Nothing goes over, and the other partner is told. It can ask or offer anew.
  }
desk-transfer-cancel-title = Take the request for { $customer } back?
desk-transfer-cancel-effect = { $count ->
   *[other] Nothing goes over, and the other partner is told. You can ask anew.
  }
desk-transfer-withdraw-title = Take the offer for { $customer } back?
desk-transfer-withdraw-effect = { $count ->
   *[other] Nothing goes over; the offer is gone, and its subscriptions can be changed again.
  }
desk-transfer-which = What goes over
desk-transfer-choice = { $count ->
    [one] one seat, { $held } assigned
   *[other] { $count } seats, { $held } assigned
  }
desk-transfer-seats = { $count ->
    [one] one seat
   *[other] { $count } seats
  }
desk-transfer-none-chosen = Choose at least one subscription.
desk-transfer-new = New transfer
desk-transfer-new-back = Back to the customer
desk-transfer-new-request = Ask another partner for subscriptions
desk-transfer-new-request-intro = For new commerce. The partner who sells has thirty days to choose what it hands over; it need not hand over anything.
desk-transfer-new-request-submit = Ask
desk-transfer-new-offer = Offer legacy subscriptions to another partner
desk-transfer-new-offer-intro = The other partner accepts or declines. Until then what you offer cannot be changed.
desk-transfer-new-offer-submit = Offer
desk-transfer-field-source = Tenant of the partner who sells
desk-transfer-field-source-name = Its name
desk-transfer-field-email = The customer’s mail address
desk-transfer-field-email-hint = The customer is told of the request. Left empty, it is not.
desk-transfer-field-on-record = Partner on record
desk-transfer-field-on-record-hint = The MPN id of your reseller, if you are a provider.
desk-transfer-field-target = Tenant of the partner who is to sell
desk-transfer-field-tenant-hint = Its id, such as 5a000000-0000-4000-8000-000000000001. The other partner sees it in its settings.
desk-said-transfer-made = The transfer is on its way to the other partner.
desk-said-transfer-accept = Accepted. What goes over is handed over now.
desk-said-transfer-reject = Declined.
desk-said-transfer-cancel = The request is taken back.
desk-said-transfer-withdraw = The offer is taken back.
