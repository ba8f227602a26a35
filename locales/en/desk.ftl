# The dashboard’s pages: words of the things that they show and do.

# Sign-in
desk-signin-missing = Enter your user name and your password.
desk-signin-wrong = User name and password do not belong together. Check both; after several mistakes you have to wait.
desk-signin-wait = Too many attempts failed. Try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  }.
desk-signin-code-wrong = This code does not fit, or it was used before. Wait for the next one, or use a recovery code.
desk-passkey = Passkey
desk-passkey-unreadable = What your browser sent of the passkey cannot be read. Try again, or sign in with your password.
desk-passkey-late = That took too long, or was sent twice. Try again.
desk-passkey-elsewhere = This passkey was asked for on another page than this one. Open the center by its own address.
desk-passkey-not-verified = Your device did not check that it was you. Use one with a finger, face or PIN.
desk-passkey-unknown = This passkey opens nothing here: it was removed, or its account cannot be used. Sign in with your password.
desk-passkey-copied = There is a copy of this passkey, so it opens nothing. Sign in with your password, remove it, and add a new one.
desk-passkey-remove = Remove the passkey { $name }?
desk-passkey-remove-device = It opens your account no more. Delete it on your device as well.
desk-passkey-remove-submit = Remove
desk-provider = Sign in with { $name }
desk-provider-title = Sign-in by your organisation
desk-provider-linked = Linked with
desk-provider-forget = Forget the link
desk-provider-away = { $name } cannot be reached, or answers otherwise than it should. Try again later, or sign in with your password.
desk-provider-refused = { $name } did not let you in. Try again, or sign in with your password.
desk-provider-untrue = What { $name } said about you cannot be believed here. Ask whoever runs this center to look into its log.
desk-provider-late = That took too long, or began in another browser. Sign in again.
desk-provider-unknown = { $name } knows you, but nobody here has your user name, or the account is switched off. Ask an administrator of your organisation.
desk-provider-other = The account here is linked with somebody else at { $name }. Sign in with your password, and forget the link in the settings.
desk-plain-http = Passwords are not taken over an open line. Open this center by https, or on the machine on which it runs.
desk-password-repeat = Type the new password twice, both times the same.
desk-password-wrong = This is not your present password.

# Trouble
desk-no-form = What was sent is not one of the forms here. Go back, load the page again and send it once more.
desk-too-large = What was sent is too large. Send a smaller file.
desk-away = Nothing was done: the database is away or too busy. Try again in a moment.

# Words used everywhere
desk-yes = Yes
desk-no = No
desk-all = Show all
desk-unnamed = Without a name
desk-an-application = An application
desk-by-itself = By itself
desk-renews = Renews
desk-ends = Ends
desk-back-move = Back to the move
desk-back-request = Back to the request
desk-back-settings = Back to the settings
desk-term-month = 1 month
desk-term-year = 1 year
desk-term-three-years = 3 years
desk-billing-monthly = monthly
desk-billing-annual = yearly
desk-billing-triennial = every three years
desk-billing-once = once

# Said after something was done
desk-said-clock = The clock was turned.
desk-said-factor-off = The second factor is switched off.
desk-said-factor-demanded = Your organisation demands a second factor. Add another one before you take this one away.
desk-said-passkey-added = The passkey was added.
desk-said-passkey-removed = The passkey was removed.
desk-said-provider-forgotten = The link is forgotten.
desk-said-otherwise = It stands otherwise by now; nothing was done.
desk-said-password = Your password was changed. Other sessions have ended.
desk-said-session-ended = The session was ended.
desk-said-task-done = The task is marked as done; the move looks whether it is so.
desk-said-request-made = The request is drafted. Hand the link over, or send it.
desk-said-requests-made = All requests of the list are drafted.
desk-said-request-send = The request is on its way.
desk-said-request-remind = The customer was reminded.
desk-said-request-withdraw = The request is withdrawn; its link leads nowhere any more.
desk-said-move-plan = The plan is made and proved.
desk-said-move-offer = The customer sees the move now.
desk-said-move-withdraw = The offer is taken back.
desk-said-move-approve = The move is approved and begins.
desk-said-move-halt = The move is halted.
desk-said-move-resume = The move goes on.
desk-said-move-abandon = The move is given up.
desk-said-move-begun = The move is begun and planned.
desk-said-ordered = The order was placed.
desk-said-changed = The change was made.

# Columns
desk-column-added = New
desk-column-after = After
desk-column-at-end = At the end
desk-column-before = Before
desk-column-billing = Billing
desk-column-changed = Changed
desk-column-cost = Cost
desk-column-created = Created
desk-column-customer = Customer
desk-column-domain = Domain
desk-column-email = Mail address
desk-column-ends = Ends
desk-column-field = Field
desk-column-file = File
desk-column-free = Free
desk-column-hash = Hash
desk-column-held = Assigned
desk-column-id = Id
desk-column-least = At least
desk-column-licence = Licence
desk-column-location = Country
desk-column-may = May
desk-column-most = At most
desk-column-name = Name
desk-column-next = Next
desk-column-number = Number
desk-column-offer = Offer
desk-column-offers = Offers
desk-column-on = On
desk-column-order = Order
desk-column-partner = Partner
desk-column-product = Product
desk-column-relation = Relationship
desk-column-removed = Gone
desk-column-roles = Roles
desk-column-seats = Seats
desk-column-seller = Sold by
desk-column-state = State
desk-column-step = Step
desk-column-steps = Steps
desk-column-term = Term
desk-column-through = Through
desk-column-user = User name
desk-column-valid = Valid until
desk-column-what = What
desk-column-when = When
desk-column-who = Who

# Filters
desk-filter-any = Any
desk-filter-actor = Who
desk-filter-country = Country
desk-filter-operation = What
desk-filter-q = Begins with
desk-filter-state = State
desk-filter-status = State

# Customers
desk-request = Request a reseller relationship
desk-requests = Requests
desk-no-customers = You have no customers yet, or none that begins so. A customer comes by accepting your request.
desk-new-move = Begin a move
desk-new-order = New order
desk-subscriptions = Subscriptions
desk-no-subscriptions = The customer has no subscriptions that you may see.
desk-seller-direct = The customer itself
desk-seller-other = Another partner
desk-seller-own = Bought directly
desk-seller-unknown = Unknown
desk-seller-partner = A partner
desk-licences = Licences
desk-no-licences = There are no licences.
desk-users = Users
desk-no-users = There are no users, or none that begins so.
desk-orders = Orders
desk-no-orders = Nothing was ordered yet.
desk-relationships = Partners in between
desk-no-indirect = No other partner stands between you and this customer.
desk-rights = Delegated admin rights
desk-no-rights = You have no delegated admin rights in this customer’s directory.
desk-no-rights-given = No partner has delegated admin rights here.
desk-moves = Moves
desk-relation-reseller = Reseller
desk-relation-advisor = Advisor
desk-relation-syndication = Syndication
desk-relation-microsoft-support = Support
desk-relation-unknown = Unknown
desk-relation-none = None
desk-relation-is-indirect-reseller-of = Provider through which you sell
desk-relation-is-indirect-cloud-solution-provider-of = Reseller that sells through you
desk-fact-tenant = Tenant
desk-fact-domain = Domain
desk-fact-relation = Relationship
desk-fact-delegated = Delegated admin rights
desk-fact-asked-roles = Roles asked for
desk-fact-contact = Contact
desk-fact-address = Address

# One subscription
desk-cancel-subscription = Cancel the subscription
desk-change = Change
desk-change-seats = Seats
desk-change-renewal = At the end of the term
desk-change-name = Name
desk-seats = { $count ->
    [one] One seat
   *[other] { $count } seats
  }
desk-seats-hint = More begin at once. Fewer are possible as long as what was bought can be cancelled; otherwise at the end of the term.
desk-wrong-seats = Type a whole number of seats.
desk-ask-cancel = Cancel this subscription?
desk-effect-cancel = { $name } ends at once, and what was paid for it is given back for the days that are left.
desk-effect-cancel-seats = { $count ->
    [one] One seat goes; whoever holds its licence loses the service.
   *[other] { $count } seats go; whoever holds their licences loses the service.
  }
desk-back-subscription = Back to the subscription
desk-fact-seats = Seats
desk-fact-term = Term
desk-fact-billing = Billing
desk-fact-begins = Began
desk-fact-ends = Term ends
desk-fact-id = Id
desk-fact-offer = Offer
desk-fact-next-term = Next term

# Requests
desk-no-requests = Nothing was requested yet, or nothing in this state.
desk-request-state-drafted = Drafted
desk-request-state-sent = Sent
desk-request-state-opened = Opened
desk-request-state-accepted = Accepted
desk-request-state-declined = Declined
desk-request-state-expired = Expired
desk-request-state-withdrawn = Withdrawn
desk-request-drafted = Nobody has the link yet: hand it over, or send the request.
desk-request-sent = The customer has the link and has not opened it.
desk-request-opened = The customer has opened the link and not decided.
desk-request-accepted = The customer has accepted: you may sell to it.
desk-request-declined = The customer has declined. You may ask anew.
desk-request-expired = The link has expired. Make a new request.
desk-request-withdrawn = You have withdrawn the request.
desk-send-link = I hand the link over
desk-send-mail = Send by mail
desk-remind = Remind
desk-withdraw = Withdraw
desk-to-customer = To the customer
desk-ask-withdraw-request = Withdraw this request?
desk-effect-withdraw-request = { $customer } can no longer accept by this link.
desk-effect-link-ends = Nothing else changes. You can make a new request at any time.
desk-fact-email = Mail address
desk-fact-through = Through
desk-fact-valid = Valid until
desk-happened-created = Drafted
desk-happened-sent = Sent
desk-happened-opened = Opened by the customer
desk-happened-accepted = Accepted
desk-happened-declined = Declined
desk-happened-withdrawn = Withdrawn
desk-happened-mail = Mail
desk-mail-waiting = waits to go out
desk-mail-delivered = delivered
desk-mail-failing = could not be delivered yet
desk-list-missing = Choose a file.
desk-list-unreadable = The file is no list of at most 2,000 lines with name, domain and mail address. Save it as CSV in UTF-8.
desk-list-some = { $count ->
    [one] One request was drafted
   *[other] { $count } requests were drafted
  }; the lines below were not. Mend them and send those alone.

# States
desk-subscription-state-active = Active
desk-subscription-state-suspended = Suspended
desk-subscription-state-deleted = Deleted
desk-subscription-state-expired = Expired
desk-subscription-state-pending = Pending
desk-subscription-state-disabled = Disabled
desk-subscription-state-none = None
desk-capability-state-enabled = Active
desk-capability-state-warning = In grace
desk-capability-state-suspended = Suspended
desk-capability-state-deleted = Deleted
desk-capability-state-lockedout = Locked
desk-user-state-active = Active
desk-user-state-inactive = Deleted
desk-order-state-completed = Completed
desk-order-state-pending = Pending
desk-order-state-cancelled = Cancelled
desk-order-state-error = Failed
desk-order-state-unknown = Unknown
desk-relationship-state-active = Active
desk-relationship-state-inactive = Ended
desk-rights-state-created = Drafted
desk-rights-state-approval-pending = Waits for approval
desk-rights-state-approved = Approved
desk-rights-state-activating = Begins
desk-rights-state-active = Active
desk-rights-state-expiring = Ends soon
desk-rights-state-expired = Expired
desk-rights-state-termination-requested = Being ended
desk-rights-state-terminating = Being ended
desk-rights-state-terminated = Ended

# Moves
desk-moves-attention = Needs somebody
desk-no-moves = There is no move yet, or none in this state.
desk-campaigns = Campaigns
desk-steps = { $done } of { $total }
desk-journal = Journal
desk-evidence = Evidence
desk-report = Plan with pictures
desk-task-done = It is done
desk-decide-plan = Plan anew
desk-decide-offer = Offer to the customer
desk-decide-withdraw = Take the offer back
desk-decide-approve = Approve
desk-decide-halt = Halt
desk-decide-resume = Go on
desk-decide-abandon = Give up
desk-ask-plan = Plan this move anew?
desk-ask-offer = Offer this move to the customer?
desk-ask-withdraw = Take the offer back?
desk-ask-approve = Approve this plan?
desk-ask-halt = Halt this move?
desk-ask-resume = Let this move go on?
desk-ask-abandon = Give this move up?
desk-effect-plan = A plan is made from what the customer holds now, and proved. What was bought stays in it. Nothing is done before somebody approves it.
desk-effect-offer = The customer’s administrators see the move and can approve it.
desk-effect-withdraw = The customer does not see the move any more. You can offer it again.
desk-effect-approve = The move begins at once and carries the plan out by itself. Before every step that cannot be taken back it looks again and proves that nobody loses a service.
desk-effect-cost = By the plan it costs { $cost }.
desk-effect-limits = Later plans that stay within the limits below are taken without asking again; left empty, every change is asked for.
desk-effect-halt = Nothing more is done until somebody lets it go on. What is under way at another service is finished there.
desk-effect-resume = The move looks at what is there and goes on by its plan.
desk-effect-abandon = The move ends here. Nothing is taken back: what was bought stays, and originals end as they are set.
desk-effect-open = { $count ->
    [0] No step is open.
    [one] One step is open.
   *[other] { $count } steps are open.
  }
desk-effect-bought = { $count ->
    [one] One subscription was bought
   *[other] { $count } subscriptions were bought
  } already and goes on costing.
desk-field-more = How much more later plans may cost
desk-field-more-hint = An amount in the plan’s currency, such as 100.00.
desk-field-days = By how many days they may be later
desk-field-users = By how many users they may differ
desk-field-note = What others should know
desk-fact-account = Carried out at
desk-fact-created = Begun
desk-fact-steps = Steps done
desk-fact-next = Looks again
desk-fact-approved = Approved by
desk-fact-approved-at = Approved
desk-fact-closed = Ended
desk-way-back-always = can be taken back at any time
desk-way-back-until-end = can be taken back until the old seats end
desk-way-back-window = can be cancelled with a refund within its window
desk-way-back-none = cannot be taken back
desk-lead-drafted = It has no plan yet: plan it.
desk-lead-planned = The plan is proved. Look at it, then approve it or offer it to the customer.
desk-lead-offered = The customer can approve it; you can, too.
desk-lead-approved = It begins.
desk-lead-running = It is being carried out; nobody has to do anything.
desk-lead-waiting = It waits for something to happen; nobody has to do anything.
desk-lead-waiting-until = It waits until { $day }; nobody has to do anything.
desk-lead-needs-person = Somebody has to do something: see the tasks.
desk-lead-halted = It stands still. Look at the reason, then let it go on or plan anew.
desk-lead-proposal = It stands still, and a new plan from the present waits for a yes.
desk-lead-completed = It is complete: everybody has what they need, and the originals have ended.
desk-lead-abandoned = It was given up.
desk-offers = Moves offered to you
desk-no-offers = No move is offered to you.
desk-offer-of = Move to { $partner }
desk-offer-lead = What changes for your users, what it costs, and what becomes of your subscriptions.
desk-offer-nobody-loses = By the plan nobody loses a service at any time; this was proved.
desk-offer-lost = Services that go
desk-offer-losses = { $count ->
    [one] One service plan goes
   *[other] { $count } service plans go
  }, which was accepted when the plan was made; nobody loses anything else.
desk-offer-users = { $changed } of { $total }
desk-offer-purchases = What is bought for you
desk-offer-nothing-bought = Nothing is bought.
desk-offer-originals = What becomes of your subscriptions
desk-fact-users-changed = Users whose licences change
desk-fact-first-day = First day
desk-fact-last-day = Last day
desk-column-begins = Begins
desk-decide-decline = Decline
desk-ask-decline = Decline this move?
desk-effect-own-approve = The partner carries the plan out from now on. Before every step that cannot be taken back it is proved again that nobody loses a service.
desk-effect-own-limits = Another plan is not carried out without a new yes.
desk-effect-own-decline = Nothing is carried out. The partner sees that you declined, and can offer another plan.
desk-said-move-declined = You have declined.
desk-fact-cost = Cost by the plan
desk-new-upload = From a file
desk-new-from-records = To move a customer of yours by what the center knows of it, open the customer and choose “Begin a move” there.
desk-field-estate = What the customer holds
desk-field-estate-hint = An estate (estate.json), as “nahtlos estate import” makes it of exports.
desk-field-email = Where the request is mailed to
desk-field-email-hint = The customer’s administrator; left empty, you hand the link over.
desk-answered-goal = Goal
desk-answered-lead-days = Lead in days
desk-answered-leave-by = Left by
desk-answered-co-term = Ends together
desk-answered-open = Open
desk-wrong-lead = Type a whole number of days from 0 to 365.
desk-wrong-day = This is no day. Type it as 2027-01-31.
desk-wrong-closed = You may not read the customer’s directory: what it bought elsewhere and who needs what cannot be seen. Request delegated admin rights, or begin with a file.
desk-wrong-estate = The file is no estate: what stands in line { $line }, column { $column }, is no JSON. Choose the file that “nahtlos estate import” writes from the exports of the channels.
desk-money = Money
desk-money-total = Cost until the horizon
desk-money-overlap = Of it paid twice, for lead and early starts
desk-money-beyond = Owed after the horizon
desk-money-until = Horizon

# Dashboard
desk-all-moves = All moves
desk-group-moves = Moves that need you
desk-group-requests = Requests that wait for the customer
desk-figure-halted = Moves that stand still
desk-figure-completed = Moves completed
desk-figure-accepted = Requests accepted
desk-figure-seats = Seats moved
desk-figure-money = Bought in moves
desk-figure-under-way = and { $what } under way
desk-scheduled-until = until { $day }
desk-next-term-end = End of the next term
desk-start = There is nothing here yet. In this order it goes quickly:
desk-start-request = Request a reseller relationship
desk-start-catalogue = See what you can sell
desk-start-move = Begin the first move
desk-own-lead = What your organisation has, from whom, and who may do what.
desk-no-own-subscriptions = There are no subscriptions that you may see.
desk-no-partners = You neither sell through a provider, nor does anybody sell through you.

# Catalogue
desk-catalogue-lead = What can be sold in { $country }.
desk-no-products = Nothing is sold here under this name.
desk-versions = Files of the catalogue

# Activity
desk-no-activity = Nothing happened yet, or nothing that fits.
desk-verify = Verify now
desk-verified = The trail, verified
desk-verified-whole = Every entry stands where it was written, and nothing was changed or taken out.
desk-verified-broken = { $count ->
    [one] One place does
   *[other] { $count } places do
  } not hold. Compare with a backup, and find out who could write to the database.
desk-verified-places = Where it does not hold
desk-changes = What changed
desk-no-changes = Nothing is written of a change.
desk-fact-request = Request
desk-fact-hash = Hash
desk-fact-entries = Entries
desk-fact-seals = Seals

# Settings
desk-fact-name = Name
desk-fact-user = User name
desk-fact-organization = Organisation
desk-fact-roles = Roles
desk-role-admin-agent = Admin agent
desk-role-sales-agent = Sales agent
desk-role-helpdesk-agent = Helpdesk agent
desk-role-billing-admin = Billing administrator
desk-role-global-admin = Global administrator
desk-role-user-admin = User administrator
desk-role-license-admin = Licence administrator
desk-role-global-reader = Global reader
desk-role-program-admin = Programme administrator
desk-factor-off = Switch the second factor off?
desk-factor-off-password = From then on the password alone opens your account.
desk-factor-off-codes = { $count ->
    [0] There are no recovery codes left.
    [one] One recovery code becomes worthless.
   *[other] { $count } recovery codes become worthless.
  }
desk-factor-off-submit = Switch off
desk-factor-off-passkeys = From then on your passkeys and recovery codes are your second factor.
desk-cover-refuted = The last proof found a user who would lose something.
desk-deadlines = What comes within thirty days
desk-deadlines-lead = Terms that end, extended terms that nobody asked for, windows that close, terms that renew.
desk-no-deadlines = Nothing of this kind comes within thirty days.
desk-coming-ends = ends
desk-coming-extends = extended term begins
desk-coming-window-closes = window closes
desk-coming-renews = renews
desk-group-ends = Terms that end within thirty days, and do not renew
desk-group-extends = Extended terms that begin within thirty days
desk-group-window-closes = Windows that close: seats can be given back until then
desk-column-subscription = Subscription
desk-column-day = Day
desk-filter-has = Contains
desk-filter-kind = What comes
desk-licences-change = Change licences
desk-licences-intro = Choose what is given and what is taken, and from whom. What each of them gains and loses is shown first; nothing changes before you say so.
desk-licences-add = Give
desk-licences-remove = Take
desk-licences-nothing = nothing
desk-licences-free = { $name } ({ $count ->
    [one] one seat free
   *[other] { $count } seats free
  })
desk-licences-users = Users
desk-licences-names = More users
desk-licences-names-hint = User names, one a line. Of the users above, the first { $count } are shown; search the list of users for others.
desk-licences-preview = Show what it means
desk-licences-preview-title = What it means for each user
desk-licences-wrong-nothing = Choose a licence to give, one to take, or two different ones.
desk-licences-wrong-unknown = The tenant does not have this licence. Choose one of the list.
desk-licences-wrong-names = Nobody is called: { $names }. Mend these names, or take them out.
desk-licences-wrong-nobody = Choose at least one user, or write a name below.
desk-licences-wrong-many = These are more than 500 users. Change them in several parts.
desk-licences-short = { $name } has { $free ->
    [one] one free seat
   *[other] { $free } free seats
  }, and { $count ->
    [one] one user needs one
   *[other] { $count } users need one
  }. Order seats, or choose fewer users.
desk-licences-nobody-loses = Nobody loses a service.
desk-licences-losers = { $count ->
    [one] One user loses services.
   *[other] { $count } users lose services.
  }
desk-licences-services = { $count ->
    [one] one service
   *[other] { $count } services
  }
desk-licences-fate-nothing = Nothing changes.
desk-licences-fate-group = Comes through a group: change the group.
desk-licences-fate-place = Has no usage location: set it first.
desk-licences-do = { $count ->
    [one] Change licences of one user
   *[other] Change licences of { $count } users
  }
desk-licences-failed = What was refused
desk-licences-some-failed = { $done ->
    [one] Licences of one user were changed
   *[other] Licences of { $done } users were changed
  }; { $count ->
    [one] one user's were not.
   *[other] those of { $count } users were not.
  }
desk-said-licences-changed = The licences were changed.
desk-column-loses = Loses
desk-column-gains = Gains
desk-column-why = Why
desk-transition = Change the offer
desk-transition-title = Change the offer now?
desk-transition-intro = Seats of this subscription become seats of another offer, at once. What it means is shown before anything happens.
desk-transition-none = There is no other offer into which this subscription can go now.
desk-transition-not = { $name } is not possible now: { $why }
desk-transition-target = Offer
desk-transition-kind = Licences of users
desk-transition-with-licences = Users get the new licence in place of the old one
desk-transition-only = Licences stay as they are; you change them yourself
desk-transition-ask = Show what it means
desk-transition-wrong = Choose an offer, a number of seats that the subscription has, and what happens to licences.
desk-transition-effect = { $count } of { $all } seats of { $from } become seats of { $to }, at once.
desk-transition-effect-money = The rest of the paid period of these seats is credited, and charged at the new offer’s price.
desk-transition-effect-with = Users who hold the old licence get the new one in the same step; nobody is without.
desk-transition-effect-only = Nobody’s licence changes. Who holds the old licence needs another seat before the old ones are gone.
desk-transition-told = { $count ->
    [one] One seat
   *[other] { $count } seats
  } of { $from } became { $to }
desk-next-term = Plan the next term
desk-next-term-intro = What the subscription becomes with its next term. Until then nothing changes, and you can take it back.
desk-next-term-renewal = This subscription does not renew. Planning a next term switches renewal on.
desk-next-term-submit = Plan it
desk-next-term-remove = Take back what is planned
desk-next-term-wrong = Choose an offer and a number of seats from 1 on.
desk-said-transition = The offer was changed.
desk-what-if = What if?
desk-what-if-lead = Try another lead, another day or another goal. Nothing is kept before you plan it so.
desk-what-if-goal = Goal
desk-what-if-days = Days of lead
desk-what-if-leave-by = Leave the old subscriptions by
desk-what-if-co-term = One-year terms end together on
desk-what-if-ask = Show the plan
desk-what-if-plan = Plan it so
desk-what-if-compared = Side by side
desk-what-if-held = The plan as it is
desk-what-if-found = What if
desk-what-if-naive = Everything at once, for a year
desk-what-if-offered = The plan is offered to the customer. To plan the move so, take it back first.
desk-what-if-no-naive = There is nothing to compare with: bought at once for a year, the move would have no plan.
desk-column-way = Way
desk-column-total = Total
desk-column-overlap = Paid twice
desk-column-beyond = Committed afterwards
desk-column-purchases = Purchases
desk-column-changed-users = Users changed
desk-seats-unplans = What is planned for the next term is taken back by it.
desk-rights-may = What the partner may do
desk-rights-end = End these rights
desk-rights-end-title = End the rights of this partner?
desk-rights-end-effect = { $partner } can no longer do anything in your directory, from this moment on.
desk-rights-end-roles = { $count ->
    [one] One role is taken away.
   *[other] { $count } roles are taken away.
  }
desk-rights-end-stays = Your subscriptions and licences stay as they are. To give rights again, the partner has to ask anew.
desk-said-rights-ended = The rights were ended.
desk-fact-asked = Asked
desk-fact-granted = Granted
desk-fact-until = Until
desk-applications = Applications
desk-no-applications = No application is registered. Register one to let a program work in your name.
desk-application-register = Register an application
desk-application-change = Change the application
desk-application-redirects = Addresses to come back to
desk-application-redirects-hint = One a line; only for applications in which people sign in.
desk-secret = Secret
desk-secrets = Secrets
desk-secret-once = This secret is shown once. Keep it where your application reads it, and nowhere else.
desk-secret-add = Add a secret
desk-secret-remove = Remove the secret
desk-secret-remove-intro = An application that uses the secret cannot sign in from then on. Add the new one first.
desk-said-secret-removed = The secret was removed.
desk-webhooks = Webhooks
desk-webhooks-lead = Your system is told what happens, by signed requests to an address of yours.
desk-webhook-url = Address
desk-webhook-url-hint = Begins with https://.
desk-webhook-events = Events
desk-webhook-register = Register
desk-webhook-test = Send a test
desk-webhook-undelivered = Given up
desk-webhook-waiting = On the way
desk-webhook-accepted = Delivered
desk-webhook-none = Nothing was delivered yet.
desk-webhook-again-title = Send again
desk-webhook-again = Send again
desk-said-webhook-test = A test is on its way.
desk-said-webhooks-again = It is sent again.
desk-column-secrets = Secrets
desk-column-attempts = Attempts
desk-column-answer = Last answer
desk-column-kind = Kind
desk-journal-begun = The move began
desk-journal-planned = A plan was made and proved
desk-journal-offered = Offered to the customer
desk-journal-withdrawn = The offer was taken back
desk-journal-approved = Approved
desk-journal-adopted = A new plan was taken within the limits of the yes
desk-journal-not-planned = No plan could be made
desk-journal-began = A step began
desk-journal-seen = Looked at the tenant
desk-journal-proved = The present was proved
desk-journal-refuted = The present was refuted
desk-journal-attempted = Something is attempted
desk-journal-answered = What came of it
desk-journal-done = A step is done
desk-journal-skipped = A step is not needed
desk-journal-asked = A person was asked
desk-journal-confirmed = A person says that it is done
desk-journal-halted = It stands still
desk-journal-resumed = It goes on
desk-journal-completed = Everything is done
desk-journal-abandoned = It was given up
