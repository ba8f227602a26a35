# Words for the values of estates, policies and plans. Key: kind of value, hyphen, the word of the document.

channel-webDirect = Web direct
channel-volumeLicense = Volume licensing
channel-otherPartner = Other partner
channel-thisPartner = This partner

treatment-replace = Replace
treatment-transfer = Transfer
treatment-carryOn = Carry on
treatment-keep = Keep

generation-legacy = Legacy
generation-newCommerce = New commerce

kind-paid = paid
kind-trial = trial
kind-free = free

status-active = active
status-warning = in grace
status-expired = expired
status-suspended = suspended
status-disabled = disabled
status-lockedOut = locked out
status-deleted = deleted
status-pending = pending

term-P1M = 1 month
term-P1Y = 1 year
term-P3Y = 3 years

billing-Monthly = monthly
billing-Annual = annually
billing-Triennial = every three years

action-letExpire = Let it expire
action-turnOffAutoRenew = Turn off auto-renew
action-cancelAtTermEnd = Cancel at term end
action-cancelNow = Cancel on the day
action-suspendLegacy = Suspend
action-transfer = Transfer
action-keep = Keep

step-requestRelationship = Request a reseller relationship
step-awaitAcceptance = Wait until the customer accepts
step-confirmAgreement = See that the customer agreement is confirmed
step-requestDelegatedAdmin = Request delegated admin rights
step-purchase = Provision seats
step-scheduleChange = Schedule the change at renewal
step-awaitSeats = Wait until the seats are seen
step-swapLicenses = Change licence assignments
step-verifyCover = Prove cover
step-turnOffAutoRenew = Turn off auto-renew
step-cancelAtTermEnd = Choose cancel at term end
step-cancelNow = Cancel
step-suspendLegacy = Suspend
step-transfer = Transfer
step-personTask = Task for a person
step-watchEnd = Watch the end
step-finalProof = Final proof
step-endOldRelationship = End the old relationship

method-cohortPaths = shortest paths over term ends, pool by pool
method-flow = minimum-cost flow, pool by pool
method-branchAndBound = linear bound with branching over all pools together
method-gap = not proved: the bound lies below the cost

mode-likeForLike = Like for like
mode-cheapest = Cheapest that covers
residual-proRata = A term beyond the horizon counts by its days inside
residual-none = A term beyond the horizon counts whole
price-erp = List price (column ERP Price)
price-partner = Partner price (column UnitPrice)
