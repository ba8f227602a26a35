# What the APIs say when they refuse: what happened, where, and how to mend it. Every code of crates/model/src/refusals.rs has its
# text here; a value that may be missing is asked for with has-NAME. The field at fault is named beside the sentence.

refusal-not-found = There is nothing here under { $id }, or it is not yours to see. Check the address and the id.
refusal-invalid-property = { $field } cannot have this value: { $reason }. Correct it and send the request again.
refusal-invalid-input = The request cannot be read: { $reason }
refusal-stale-etag = The resource was changed after you read it; { $version } no longer holds. Read it again and repeat your change on what you find.
refusal-unauthenticated = The request carries no valid access token. Get a new one and send it in the Authorization header as a bearer token.
refusal-wrong-audience = The access token is for { $audience }, not for this API. Get one for the audience of this API.
refusal-app-only-refused = This operation needs a signed-in user; a token of an application alone is not enough. Sign in and use a token that carries the user.
refusal-role-lacks-right = Your roles ({ $roles }) do not allow { $action } here. Ask an administrator for a role that does.
refusal-mfa-required = This token comes from a sign-in without a second factor. Sign in again with multi-factor authentication.
refusal-customer-unknown = There is no customer { $id } whom you have a relationship with. Check the id; if the customer is new, request a reseller relationship first.
refusal-no-relationship = There is no reseller relationship with this customer, or no longer. Request one before you go on.
refusal-subscription-unknown = The customer has no subscription { $id } that you sell. List the customer's subscriptions to find its id.
refusal-order-unknown = The customer has no order { $id } of yours. List the customer's orders to find its id.
refusal-cart-unknown = The customer has no cart { $id } of yours, or it has expired. Create a new cart.
refusal-user-unknown = There is no user { $id } in this tenant. List the users to find the id; deleted users must be restored first.
refusal-product-unknown = There is no product { $id }. Look it up in the list of products.
refusal-sku-unknown = The product is known, but it has no SKU { $id }. List the SKUs of the product.
refusal-availability-unknown = There is no availability { $id } of this SKU, or it has been replaced. List the availabilities again and use the catalogue item id you find there.
refusal-segment-refused = There is no segment { $segment } here that you may see. Use commercial, education, government or nonprofit, or leave it out.
refusal-view-refused = There is no view { $view } here that you may see. Use one such as OnlineServices.
refusal-not-an-offer = { $id } belongs to the products, not to the legacy offers. Ask for it under /products.
refusal-offer-withdrawn = The offer { $offer } is no longer sold. Choose another offer.
refusal-offer-invalid = { $id } is no offer that can be ordered here. Send a legacy offer id, or a catalogue item as product:sku:availability; one order holds one kind only.
refusal-offer-not-in-country = The offer is not sold in { $country }, the customer's country. Choose an availability of that country.
refusal-not-purchasable = { $offer } cannot be bought in the customer's market at present: there is no price for it. Choose another item.
refusal-catalog-item-missing = The line names no catalogue item. Send catalogItemId as product:sku:availability, or the id of a legacy offer.
refusal-agreement-missing = { $customer } has not accepted the customer agreement. Confirm the acceptance with POST …/agreements, then repeat the purchase.
refusal-prerequisite-missing = { $offer } is an add-on and needs one of: { $needs }. Buy the base product first, or name its subscription.
refusal-quantity-out-of-range = { $has-max ->
    [yes] The quantity must be from { $min } to { $max } for this offer.
   *[no] The quantity must be at least { $min } for this offer.
  } Change the quantity.
refusal-quantity-while-suspending = The quantity cannot be changed while the subscription is suspended. Activate it first, then change the quantity.
refusal-deleted-is-read-only = The subscription was deleted and cannot be changed any more. Buy a new one.
refusal-cycle-through-order = The billing cycle of a legacy subscription changes with its order. Send PATCH to the order with the new billingCycle.
refusal-parent-not-active = The base subscription of this add-on is not active. Activate the base first.
refusal-subscription-not-active = This needs an active subscription; this one is { $status }. Activate it first, if it can be.
refusal-transition-target-not-active = Subscription { $id } cannot take these seats in: it is not one of yours that is active.
refusal-transition-target-self = A subscription cannot go over into itself: leave toSubscriptionId out to change it in place.
refusal-transition-target-differs = The subscription named as target is of { $offer }, not of { $wanted }: name the catalogue item that it has, or another subscription.
refusal-transition-target-not-ready = Subscription { $id } cannot take seats in yet: it is being provisioned or can still be cancelled. Try again when its cancellation window has closed.
refusal-transition-target-earlier = Subscription { $id } ends before the one whose seats it is to take in: choose one that ends on the same day or later.
refusal-transition-term-shorter = The term cannot become shorter: it is { $from }, and { $to } was asked for.
refusal-transition-term-invalid = The target is not sold with the term { $term }. Use one of the terms that its availability lists, such as P1M, P1Y or P3Y.
refusal-licences-ambiguous = Users' licences cannot be moved here, because it is not clear whose: another subscription serves the same plans, or the right to move them is missing. Ask for the eligibilities, or use transition_only and move licences yourself.
refusal-status-change-refused = A subscription cannot go from { $from } to { $to } now. Read its actions to see what is possible.
refusal-reduction-refused = Only { $reducible } seats can be given back now; the window of the others has closed. Schedule a smaller quantity for the next term instead.
refusal-suspended-is-fixed = The subscription is suspended and cannot be changed. Activate it first.
refusal-cancellation-days-passed = The subscription could be cancelled only in the first { $days } days of its term. Turn off automatic renewal to let it end with the term.
refusal-cancellation-hours-passed = The subscription could be cancelled only in the first { $hours } hours of its term. Turn off automatic renewal to let it end with the term.
refusal-reduction-hours-passed = Seats could be given back only in the first { $hours } hours after they were bought or renewed. Schedule a smaller quantity for the next term instead.
refusal-auto-renew-refused = This subscription cannot renew by itself. Buy a new one when it ends, or convert it if it is a trial.
refusal-partner-on-record-fixed = The partner on record of this subscription cannot be changed. Leave partnerId as it is.
refusal-trial-term-fixed = A trial has a fixed term. Leave termDuration as it is, or convert the trial.
refusal-term-invalid = { $has-term ->
    [yes] { $term } is no term this is sold with.
   *[no] This is sold with several terms, and none is named.
  } Send P1M, P1Y or P3Y, as the availability's terms list it.
refusal-term-shorter = The term cannot be shortened from { $from } to { $to } before it ends. Choose a longer term, or schedule the change for the next term.
refusal-cycle-invalid = { $has-term ->
    [yes] The billing cycle { $cycle } is not offered with the term { $term }.
   *[no] The billing cycle { $cycle } is not offered for licences.
  } Choose a pair from the availability's terms.
refusal-cycle-longer-than-term = The billing cycle { $cycle } is longer than the term { $term }. Choose a shorter cycle or a longer term.
refusal-cycle-fixed = The billing cycle of this subscription cannot be changed during its term. Schedule the change for the next term.
refusal-legacy-unsupported = Legacy subscriptions do not have this. Leave it out.
refusal-in-motion = A migration to new commerce holds this subscription, so nothing else can happen to it. Wait some minutes until the migration is over, then repeat the change.
refusal-migration-not-active = The subscription { $subscription } is not active, so it cannot be migrated. Reactivate it first, or leave it.
refusal-migration-processing = The subscription { $subscription } is being provisioned or migrated, or its migration is scheduled already. Wait until that is over, or change the schedule that is there.
refusal-migration-last-hours = The term of { $subscription } ends within { $hours } hours. Send purchaseFullTerm true, so that a full term begins, or wait until it has renewed.
refusal-migration-promotion = A promotion applies to { $subscription }, so it cannot be migrated. Wait until the promotion has ended.
refusal-migration-add-ons = { $subscription } is migrated with all its active add-ons or not at all. Name every one of them in addOnMigrations, and mend what keeps one of them back.
refusal-migration-no-product = { $subscription } has no counterpart in new commerce that this customer can have: its offer has none, it is not enabled, or it is a trial or for another segment. Buy another offer instead.
refusal-migration-several = The subscription cannot be migrated. Reasons by subscription: { $reasons }. Validate it to read them, and mend them all.
refusal-migration-term = The counterpart of { $subscription } in new commerce is not sold with the term { $term } and the billing cycle { $cycle }. Send a termDuration and a billingCycle that it is sold with.
refusal-migration-unknown = There is no migration { $id } of this customer, or it is not yours to see. Check the id and the customer.
refusal-migration-too-young = { $subscription } has been active for too short a time to be migrated: it can be from { $from } on. Try again then.
refusal-migration-partner = The partner on record of { $subscription }, { $mpn }, is no partner that you work with. Set partnerId to your own MPN id or that of one of your resellers, then migrate.
refusal-migration-twice = { $subscription } comes twice in the request. Name every add-on once, and the subscription itself not among them.
refusal-migration-not-add-on = { $subscription } is no active add-on of the subscription to be migrated. Leave it out, or migrate it by itself.
refusal-migration-end-outside = { $end } is no day on which the first term of the new subscription can end: it must lie within that term, and a monthly term cannot end on a day that some months lack. Ask for the allowed customTermEndDates.
refusal-migration-end-unaligned = The first term of the new subscription can end on { $end } only if another active subscription or the calendar month ends that day. Ask for the allowed customTermEndDates.
refusal-upgrade-nothing = This customer has nothing of the product family { $family } that could be upgraded. Nothing needs to be done.
refusal-upgrade-unknown = There is no product upgrade { $id }. Check the id, or ask whether the customer is eligible.
refusal-updates-stopped = The term is about to end, and changes have stopped. Wait for the new term, then repeat the change.
refusal-pending-operation = The subscription { $id } is held by a { $kind } ({ $holder }) that is not finished. Wait for its end, or take it back first; then repeat your change.
refusal-not-ready = The subscription is still being provisioned. Repeat the request in a few minutes.
refusal-seats-per-subscription = A subscription of this offer has from { $min } to { $max } seats. Change the quantity.
refusal-seats-remaining = The customer may have only { $remaining } more seats of this product, over all subscriptions. Ask for fewer seats.
refusal-assets-remaining = A customer may have at most { $limit } subscriptions of this offer. Change the quantity of one that is there.
refusal-tenant-subscription-limit = A customer may have at most { $limit } active subscriptions. Let some of them end first.
refusal-sandbox-limit = The sandbox allows at most { $limit } here. Ask for less, or remove what you no longer need.
refusal-sandbox-only = This works in a sandbox only. Use a sandbox account.
refusal-custom-end-unaligned = A term can end on { $end } only if another active subscription or the calendar month ends that day. Ask for the allowed customTermEndDates.
refusal-custom-end-unsupported = This item has no end date of its own choice. Leave customTermEndDate out.
refusal-custom-end-outside = { $end } is no day on which the first term can end: it must lie within the term, and a monthly term cannot end on a day that some months lack. Ask for the allowed customTermEndDates.
refusal-scheduled-end-unaligned = The next term can end on { $end } only if another active subscription or the calendar month ends that day. Ask for the allowed customTermEndDates.
refusal-line-numbers = The line numbers must run 0, 1, 2 and so on without a gap; line { $line } does not. Number the lines anew.
refusal-add-on-not-of-parent = { $offer } is no add-on of { $parent }. Name the subscription of a base offer that it fits.
refusal-order-subscription-inactive = The billing cycle of an order changes only while all its paid subscriptions are active; { $subscription } is not, or it is a trial. Activate it first.
refusal-order-cycle-lacking = { $offer } is not sold with the billing cycle { $cycle }. Choose one of the cycles that the offer supports.
refusal-order-cycle-differs = All lines of an order share its billing cycle, { $cycle }. Order lines with another cycle separately.
refusal-order-cancel-refused = Outside of a sandbox an order of licences cannot be cancelled. Cancel or suspend its subscriptions instead.
refusal-order-not-cancellable = The order cannot be cancelled: it is { $status }.
refusal-cart-has-errors = Lines of the cart carry errors. Read the error of each line, update the cart, and check out again.
refusal-cart-submitted = The cart has been checked out already. Read its orders, or create a new cart.
refusal-cart-expired = The cart expired at { $expired }. Create a new one.
refusal-cart-quantity = { $has-max ->
    [yes] The quantity must be from { $min } to { $max }.
   *[no] The quantity must be at least { $min }.
  } Change the quantity.
refusal-attestation-missing = This item needs an attestation. Set attestationAccepted to true if the customer meets its conditions.
refusal-record-attestation-missing = An indirect provider must attest the partner on record. Set partnerOnRecordAttestationAccepted to true.
refusal-mpn-unknown = There is no partner with the id { $mpn }. Check the MPN id.
refusal-mpn-not-reseller = The partner { $mpn } is none of your indirect resellers. Name one of them, or yourself.
refusal-promotion-invalid = The promotion { $id } does not apply to this line: it is over, has been used, or does not fit item, term, billing cycle or quantity. Ask for the promotion eligibilities.
refusal-currency-invalid = { $currency } is not the currency of this account. Leave the currency out, or send the account's own.
refusal-qualification-missing = The item is for the segment { $segment }, and the customer has no qualification for it. Add the qualification, or choose an availability of the customer's segment.
refusal-other-region = A partner in { $partner } cannot sell to a customer in { $country }: they are not in the same region.
refusal-registration-number-missing = Companies in this country need a registration number. Send organizationRegistrationNumber.
refusal-registration-number-format = The registration number does not have the form that this country uses. Correct organizationRegistrationNumber.
refusal-registration-number-unsupported = Companies in { $country } have no registration number here. Leave organizationRegistrationNumber out.
refusal-phone-missing = Customers in this country need a phone number. Send phoneNumber with the address.
refusal-domain-taken = This domain belongs to another tenant already. Choose another one.
refusal-relationship-in-use = The relationship cannot be removed while the customer has active subscriptions from you. Cancel or suspend them first.
refusal-customer-in-use = The customer cannot be deleted yet: it has active orders, or another partner. Cancel the orders, and end the other partner's relationship first.
refusal-account-status-unknown = The account of the customer { $id } has never been checked. Send its billing profile anew, and it will be.
refusal-partner-agreement-missing = Your company has not accepted the partner agreement. Accept it before you go on.
refusal-reseller-agreement-missing = The indirect reseller has not accepted the partner agreement. Ask the reseller to accept it.
refusal-agreement-confirmed = You have confirmed this acceptance already: same agreement, same person, same date. Nothing needs to be done.
refusal-partner-unknown = { $has-mpn ->
    [yes] Partner Organization with partner_id { $mpn } could not be found. Check the MPN id.
   *[no] Your account has no MPN id yet. Ask the programme for one.
  }
refusal-mpn-not-numeric = { $mpn } is no MPN id: it consists of digits. Correct mpnId.
refusal-tenant-not-guid = { $tenant } is no tenant id: it is a GUID. Correct tenantId.
refusal-mpn-and-tenant = mpnId and tenantId cannot be asked for together. Send one of them.
refusal-mpn-or-tenant-missing = Neither mpnId nor tenantId was sent. Send one of them.
refusal-policy-unknown = There is no self-serve policy { $id } of yours. List your policies to find its id.
refusal-policy-id-wrong = Id in the address, id in the body and the two tenants are not those of one policy. A policy's id is your tenant, an underscore, and the customer's tenant.
refusal-policy-exists = There is a self-serve policy { $id } already: one customer has one of yours. Change it with PUT.
refusal-mpn-no-partner = No partner here has the MPN id { $mpn }. Check the id with the reseller.
refusal-mpn-other-region = The partner with the MPN id { $mpn } is in { $country }, which is not your region.
refusal-mpn-unsigned = The partner with the MPN id { $mpn } has not accepted the partner agreement. Ask the reseller to accept it.
refusal-mpn-no-reseller = The partner with the MPN id { $mpn } is no indirect reseller. Check the id, or ask the partner to enrol as one.
refusal-tenant-no-partner = The tenant { $tenant } is no partner's. Check the id with the reseller.
refusal-tenant-unsigned = The partner of the tenant { $tenant } has not accepted the partner agreement. Ask the reseller to accept it.
refusal-enum-unknown = { $field } cannot be “{ $value }”. Use one of: { $allowed }.
refusal-unsupported = { $has-method ->
    [yes] { $method } is not supported for { $path }.
   *[no] This is not supported here.
  } Check the method and the resource against the description of the API.
refusal-idempotency-conflict = This request id was used before with other content. Use a new id for a new request.
refusal-throttled = Rate limit is exceeded. Try again in { $seconds } seconds.
refusal-audit-record-unknown = There is no such audit record, or it does not concern you: { $id }. Take an id from the list of records.
refusal-webhook-unknown = No webhook is registered. Register one with POST to the same address.
refusal-webhook-exists = A webhook is registered already. Change it with PUT to the same address.
refusal-test-event-not-registered = The registration does not name the event test-created. Add it to webhookEvents with PUT, then ask for the test.
refusal-invitation-closed = { $status ->
    [accepted] The invitation has been accepted
    [declined] The invitation has been declined
    [expired] The invitation has expired
   *[withdrawn] The invitation has been withdrawn
  }, so nothing about it can be changed any more. A new invitation is needed.
refusal-link-missing = { $field } must contain the link of the invitation, whole and unchanged. Put {"{link}"} where it belongs.
refusal-delegation-state = This cannot be done in the state { $status }. See which step is possible now, and wait where one is still under way.
refusal-delegation-exists = { $what } is taken already. Choose another name or group, or change the one that is there.
refusal-not-a-partner = Your tenant is no partner of this programme, so it cannot ask customers for a reseller relationship. Sign in with an account of the partner.
refusal-consent-exists = The customer has consented to the application { $id } already. Delete the consent first, then give the new one.
refusal-transfer-unknown = There is no transfer { $id } of this customer in which you take part. List the customer's transfers to find its id.
refusal-transfer-open = { $id } is still open and concerns the same. Wait for its end, or take it back first.
refusal-transfer-final = The transfer { $id } has ended ({ $status }) and cannot be changed any more. Make a new one.
refusal-transfer-busy = The transfer { $id } was accepted and is being worked on. Read it again in a few minutes.
refusal-transfer-other-side = Only the { $side } of this transfer may do that, and you are the other side.
refusal-transfer-subscription = The subscription { $id } cannot be transferred: { $reason }. Leave it out or mend that first; nothing was accepted.
refusal-source-missing = The request does not say who sells to the customer now. Send sourcePartnerTenantId and sourcePartnerName.
refusal-transfer-partner = Your kind of partner does not sell by itself, so it takes no part in transfers. Your indirect provider asks for them.
refusal-nothing-to-transfer = { $id } sells no active subscription of this generation to the customer. Check the tenant id of the partner who sells now.
refusal-source-is-target = Source and target of a transfer are the same partner. Name the other one.
refusal-campaign-customer = The customer { $id } is { $state } in the campaign; that is not possible for it.
refusal-campaign-state = The campaign is { $state }; then { $wanted } is not possible.
refusal-other-schedule = The schedule { $digest } is not the newest one of this campaign. Read the campaign, and say yes to the newest.
refusal-move-open = There is an open move { $id } of this customer already. Carry that one on, or give it up first.
refusal-move-state = The move is { $state }; then { $wanted } is not possible.
refusal-no-plan = No plan can be made: { $reasons }. Ask `nahtlos move plan` with the same files for who is concerned and what comes nearest.
refusal-cannot-look = The customer cannot be looked at now: { $why } Try again in a while.
refusal-plan-end-unaligned = The plan has terms end on { $day }, which is neither a month's last day nor the end of another subscription with you, so no such term is sold. Set the policy's `coTerm` to the first day of a month, and plan anew.
refusal-plan-splits-group = On { $day } the plan takes licences that the group { $group } gives, otherwise than from all of its members in one change of the group alone, and a group gives all of its members the same. Give those members their licences directly, or divide the group, and plan anew with an estate that shows it.
refusal-plan-late = The plan buys something on { $day }, and that day is over. Plan anew, and say yes to that plan.
refusal-users-lack = { $users ->
    [one] A user lacks
   *[other] { $users } users lack
  } services that they had when the move began: { $user }, for one, lacks { $plans }. Give them back, or plan with needs as they are at present.
refusal-other-plan = The plan { $digest } is not the newest one of this move. Read the newest plan, and say yes to that.
refusal-account-unknown = You have no account "{ $account }". `nahtlos account list` shows your accounts; without one, a move is carried out at this center.
refusal-account-name-taken = You have an account with the name "{ $name }" already. Give this one another name.
refusal-account-in-use = { $count } open moves are carried out at this account. Finish them or give them up; then it can be deleted.
refusal-secrets-key-missing = This center has no key to encrypt credentials with. Make one with `openssl rand -base64 32`, give it as secrets-key-file or in NAHTLOS_SECRETS_KEY, and start the center again.
refusal-secrets-key-unknown = The credentials of this account are encrypted with the key { $key }, which this center does not have. Give it again in secrets-key-file, behind the new one, or enter the credentials anew.
refusal-departure-open = There is an open departure { $id } of this customer already. Change that one, or withdraw it first.
refusal-departure-ended = The departure { $id } is { $status } and cannot be changed any more.
refusal-seats-still-needed = Users still need { $missing } seats of { $sku } on { $day }, and no other subscription has them. Take the licences away first, keep the subscription, or send acceptLoss with true.
refusal-channel-transfer-started = The channel transfer { $id } has begun ({ $status }) and cannot be changed or cancelled any more.
refusal-gap-before-seats = { $field } is { $start }, but the seats to be replaced end before { $end }: for the days between nobody would have them. Start on { $end } at the latest.
refusal-not-sandbox-provider = Only the indirect provider of a sandbox can do this. Sign in with an account of such a provider.
refusal-sandbox-reseller-kept = The reseller { $id } cannot be deleted: it is no reseller of your sandbox, or it still has customers. Remove the relationships with its customers first.
refusal-sandbox-reseller-refused = Resellers can be created in a sandbox only. Use a sandbox account on a service that runs as a sandbox.
refusal-sandbox-reseller-conflict = The domain { $domain } belongs to another tenant. Choose another domain prefix.
refusal-other-tenant = You are signed in with an account that this invitation is not meant for. { $has-domain ->
    [yes] Only an administrator of the customer with the domain { $domain } can answer it.
   *[no] Only an administrator of the customer can answer it.
  } Sign out, then sign in with such an account.
refusal-user-name-taken = { $has-name ->
    [yes] The sign-in name { $name } is taken.
   *[no] The sign-in name is taken.
  } Choose another one.
refusal-user-name-domain = The sign-in name must end with one of the tenant's verified domains. Correct the part after the @, or add the domain.
refusal-password-weak = The password is too weak. It must have { $shortest } to { $longest } characters of at least { $kinds } of the four kinds (small letters, capitals, digits, others), and must not contain the sign-in name.
refusal-last-global-admin = { $user } is the last global administrator who can sign in to this tenant. Make somebody else global administrator first.
refusal-app-only-refused-licenses = Licences can be read and assigned only for a signed-in user; a token of an application alone is not enough. Sign in and use a token that carries the user.
refusal-role-unknown = There is no directory role { $id }. List the directory roles to find its id.
refusal-too-many-to-sort = There are more than { $most } users, too many to sort by this field. Sort by userPrincipalName, or leave sortField out.
refusal-license-unknown = The tenant has no licences of { $license } ({ $id }). Check the SKU id, or buy the product first.
refusal-license-count = There are no seats of { $license } left. Buy more, or unassign a licence first.
refusal-usage-location-missing = { $user } has no usage location, without which no licence can be assigned. Set usageLocation first.
refusal-plans-exclude = The service plans { $plan } and { $other } exclude each other. Disable one of them, or unassign the other licence in the same request.
refusal-plan-dependency = The service plan { $plan } needs one of: { $needs }. Enable it too, or disable { $plan }.
refusal-plan-not-in-sku = The service plan { $plan } is no part of { $license }. Remove it from the list of disabled plans.
refusal-license-inherited = { $license } comes to this user through a group. Take the user out of the group, or the licence from the group.
refusal-license-not-held = { $license } is not assigned to this user, so it cannot be removed. Leave it out.
refusal-member-already = { $user } is a member of the group already. Nothing needs to be done.
refusal-group-licensed = The group still gives licences to its members. Remove its licences first, then delete it.
refusal-domain-unproved = The record that proves { $domain } was not found in its DNS zone. Add a TXT record with the text { $proof }, wait until it can be seen, and verify again.
refusal-domain-fixed = { $domain } is the tenant's first or default domain and stays. Make another one the default first; the first one cannot be removed.
refusal-domain-in-use = The domain is still used by users or groups. Rename them first.
refusal-not-azure = Only Azure subscriptions are registered; { $id } is none. Nothing needs to be done.
refusal-already-activated = The subscription { $id } needs no activation; it is active from the start.
refusal-seed-refused = The seed { $file } was not planted: { $reason }. Mend the file and send it again.
refusal-not-built = This center does not have { $operation }. The page /sandbox shows what there is.
refusal-catalogue-refused = The catalogue file { $file } was not taken in: { $reason }. Nothing was changed; mend the file and send it again.
refusal-app-role-assigned = Permission being assigned already exists on the object: it has the role { $role } of that resource. Nothing needs to be done.
