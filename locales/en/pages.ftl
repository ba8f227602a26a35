# The dashboard's pages: what frame, forms, lists and views say by themselves. Words of single things come from their own files.

pages-skip = Skip to content
pages-menu = Main menu
pages-menu-dashboard = Dashboard
pages-menu-customers = Customers
pages-menu-subscriptions = Subscriptions
pages-menu-moves = Moves
pages-menu-catalogue = Catalogue
pages-menu-partners = Partners
pages-menu-activity = Activity
pages-menu-settings = Settings
pages-tenant = Tenant:
pages-tenant-switch = Act for another tenant
pages-search = Search
pages-search-hint = Customer, domain, user, id
pages-search-empty = Type a name, a domain, a user name (with its domain where there are many customers), or an id of a customer, subscription, move or request.
pages-search-none = Nothing was found for “{ $query }”. Check the spelling, or search for less of it.
pages-search-found = { $count ->
    [one] One result
   *[other] { $count } results
  } for “{ $query }”
pages-language = Language
pages-theme = Appearance
pages-theme-auto = As on this device
pages-theme-light = Light
pages-theme-dark = Dark
pages-sign-out = Sign out
pages-add-account = Sign in to another organisation
pages-sandbox = Sandbox
pages-sandbox-clock = The clock shows
pages-sandbox-days = { $count ->
    [one] +1 day
   *[other] +{ $count } days
  }
pages-sandbox-date = Turn to
pages-sandbox-turn = Turn
pages-help = Keys
pages-help-search = Search
pages-help-help = This list
pages-help-rows = Next and previous row
pages-close = Close
pages-back = Back
pages-copy = Copy
pages-copied = Copied

pages-error = Error:
pages-errors = Something is not right
pages-optional = (optional)
pages-state = State
pages-what = What
pages-when = When
pages-by = By
pages-nothing-happened = Nothing has happened yet.
pages-confirm-effects = What will happen

pages-filters = Filters
pages-filter = Filter
pages-filter-clear = Clear filters
pages-columns = Columns
pages-columns-which = Columns that are shown
pages-columns-show = Show
pages-export-csv = Export as CSV
pages-export-xlsx = Export as XLSX
pages-list-pages = Pages
pages-list-first = First page
pages-list-next = Next page
pages-list-no-match = Nothing matches these filters. Clear them, or filter for less.
pages-list-all = { $count ->
    [one] One entry
   *[other] { $count } entries
  }
pages-list-of = { $count } of { $total ->
    [one] one entry
   *[other] { $total } entries
  }
pages-list-shown = { $count ->
    [one] One entry on this page
   *[other] { $count } entries on this page
  }

pages-signin = Sign in
pages-signin-name = User name
pages-signin-password = Password
pages-signin-submit = Sign in
pages-signin-second = Second factor
pages-signin-second-lead = Your password was right. One more step is needed.
pages-signin-code = Code
pages-signin-code-hint = The six digits that your authenticator app shows, or one of your recovery codes.
pages-signin-change = New password
pages-signin-change-lead = Your password must be changed before you go on.
pages-signin-new = New password
pages-signin-new-hint = Several words are easier to keep in mind than signs.
pages-signin-again = New password, repeated
pages-signin-change-submit = Change and sign in
pages-signin-passkey = Sign in with a passkey

pages-dashboard-start = What to do first
pages-dashboard-nothing = Nothing needs you today.
pages-dashboard-moves = Moves in flight
pages-dashboard-figures = In figures
pages-cover = Cover
pages-cover-now = Now
pages-cover-end = Until the end of the plan
pages-cover-whole = Every user covered
pages-cover-until = Every user covered until {$day}
pages-cover-proved = proved
pages-cover-unknown = Not proved yet

pages-tabs = Parts of this customer’s page
pages-tab-overview = Overview
pages-tab-subscriptions = Subscriptions
pages-tab-users = Users
pages-tab-orders = Orders
pages-tab-relationships = Relationships
pages-tab-moves = Moves
pages-tab-activity = Activity

pages-subscription-seats = Seats by purchase
pages-subscription-seats-number = Seats
pages-subscription-cancel-until = Can be cancelled until
pages-subscription-no-seats = This subscription has no seats.
pages-subscription-renewal = Renewal
pages-subscription-scheduled = Scheduled changes
pages-subscription-add-ons = Add-ons
pages-subscription-add-on = Add-on
pages-subscription-transitions = Transitions
pages-subscription-history = History

pages-request-new = Request a reseller relationship
pages-request-lead = The customer’s administrator gets a personal link, sees who asks for what, and accepts or declines.
pages-request-single = One customer
pages-request-kind = What is asked for
pages-request-kind-plain = A reseller relationship
pages-request-kind-plain-hint = You sell and manage the subscriptions that the customer buys from you.
pages-request-kind-delegated = A reseller relationship with delegated admin rights
pages-request-kind-delegated-hint = You can change licence assignments as well. A move without hand work needs this.
pages-request-roles = Roles
pages-request-roles-hint = Ask for no more than you need; the customer sees every role.
pages-request-days = For how long
pages-request-days-hint = Counts only where roles are asked for. The customer can end it at any time.
pages-request-through = Sold through
pages-request-direct = Nobody: directly
pages-request-name = Customer’s name
pages-request-domain = Customer’s domain
pages-request-domain-hint = With a domain, only an administrator of this domain can answer.
pages-request-email = Administrator’s mail address
pages-request-email-hint = Leave it empty to hand the link over yourself.
pages-request-language = Language of the mail
pages-request-submit = Make the request
pages-request-several = Several customers
pages-request-several-lead = Each row of a list becomes a request with a link of its own.
pages-request-list = List
pages-request-list-hint = A CSV file with the columns name, domain, and email. Each right row becomes a request; wrong ones are named.
pages-request-list-submit = Read the list
pages-request-rows = What is wrong in the list
pages-request-row = Row
pages-request-wrong = What is wrong
pages-request-link = Personal link
pages-request-mail = Mail
pages-request-mail-lead = You may edit the text, but the link must stay in it.
pages-request-subject = Subject
pages-request-body = Text
pages-request-open-mail = Open in your mail program
pages-request-timeline = What happened

pages-move-customer = Customer
pages-move-next = Next
pages-move-halted = Halted
pages-move-counter = First counter-example:
pages-move-tasks = Tasks for people
pages-move-by = By:
pages-move-money = Money
pages-move-cost = This plan
pages-move-naive = Everything bought on the first day
pages-move-saved = Saved
pages-move-twice = Of this plan, paid twice
pages-move-picture = Seats and licences over time
pages-move-steps = Steps
pages-move-step = No.
pages-move-due = Due
pages-move-more = More
pages-move-no-steps = There is no plan yet.
pages-move-facts = Facts
pages-move-papers = Journal and evidence

pages-new-move = New move
pages-new-step = Question { $count } of 4
pages-new-goal = What shall the users have afterwards?
pages-new-goal-same = The same offers as now
pages-new-goal-same-hint = No licence is reassigned.
pages-new-goal-cheapest = The cheapest offers that cover every user
pages-new-goal-cheapest-hint = Licence assignments may change. No user loses a service plan.
pages-new-lead = How many days before an end must its replacement stand ready?
pages-new-lead-hint = These days are paid twice. Fewer days cost less and leave less time for what goes wrong.
pages-new-deadline = By when must the original subscriptions be left?
pages-new-deadline-hint = Leave it empty if there is no such day; then each is left when that costs least.
pages-new-co-term = On which day shall one-year terms end together?
pages-new-co-term-hint = Leave it empty to let each term run its full year. With a day, the first term of each is shortened to it.
pages-new-check-lead = The plan is made and proved next. Nothing is bought before you approve it.
pages-new-answered = Your answers
pages-new-next = Continue
pages-new-begin = Make the plan
pages-new-leave = Leave

pages-settings-profile = Profile
pages-settings-factor = Second factor
pages-settings-factor-state = State
pages-settings-factor-on = on
pages-settings-factor-off = off
pages-settings-factor-begin = Set up an authenticator app
pages-settings-factor-end = Switch off the authenticator app
pages-settings-codes-left = Recovery codes left
pages-settings-codes-new = Make new recovery codes
pages-settings-password = Password
pages-settings-password-present = Present password
pages-settings-password-submit = Change the password
pages-passkeys = Passkeys
pages-passkeys-intro = A passkey on your device opens your account without a password: with your finger, your face or the device's code. It counts as a second factor, too.
pages-passkeys-name = Name
pages-passkeys-used = Last used
pages-passkeys-unused = not yet
pages-passkeys-end-column = Remove
pages-passkeys-end = Remove
pages-passkeys-add = Add a passkey
pages-passkeys-failed = Your device gave no passkey: it was cancelled, took too long, or there is none for this address. Nothing was changed. Try again, or take another way.
pages-passkeys-no-name = Browsers make passkeys only for addresses with a name. Open this center by its name, or as localhost on its own machine.
pages-passkeys-no-script = Passkeys need JavaScript. Everything else here works without it.
pages-passkeys-enough = You have as many passkeys as can be kept. Remove one before you add another.
pages-sessions = Where you are signed in
pages-sessions-what = Browser
pages-sessions-since = Since
pages-sessions-seen = Last seen
pages-sessions-end-column = End
pages-sessions-this = This session
pages-sessions-end = Sign out there
pages-enrol = Set up a second factor
pages-enrol-lead = From then on, signing in asks for a code that only your authenticator app shows.
pages-enrol-scan = Add this account to your authenticator app
pages-enrol-qr = QR code with the address below
pages-enrol-open = Open in an authenticator app on this device
pages-enrol-type = Or type this secret:
pages-enrol-code = Code
pages-enrol-code-hint = The six digits that the app shows now.
pages-enrol-submit = Switch on
pages-codes = Your recovery codes
pages-codes-lead = Each lets you sign in once without your authenticator app. They are shown here and never again; codes from before are void.
pages-codes-label = Recovery codes
pages-codes-kept = I have kept them

pages-trouble-where = Where
pages-trouble-request = Id of this request
pages-trouble-home = Go to the dashboard
pages-trouble-proof = This page was too old
pages-trouble-proof-what = Nothing was changed: the form was open for too long or came from elsewhere.
pages-trouble-proof-how = Go back, load the page again, and repeat what you did.
pages-trouble-forbidden = You may not do this
pages-trouble-forbidden-what = Nothing was changed: your roles do not include it.
pages-trouble-forbidden-how = Ask an administrator of your organisation for the role, or to do it for you.
pages-trouble-missing = There is nothing here
pages-trouble-missing-what = This address leads nowhere, or to something that you have no access to.
pages-trouble-missing-how = Check the address, act for another tenant, or search.
pages-trouble-stale = Somebody was quicker
pages-trouble-stale-what = Nothing was changed: what you saw has changed in the meantime.
pages-trouble-stale-how = Go back, load the page again, and decide by what it shows now.
pages-trouble-busy = Too many requests
pages-trouble-busy-what = Nothing was changed: too much was asked for within a short time.
pages-trouble-busy-how = Wait a minute and try again.
pages-trouble-fault = A mistake of ours
pages-trouble-fault-what = The program met something that it was not prepared for. What was begun was taken back.
pages-trouble-fault-how = Try again. If it happens again, give the id of this request to whoever runs this service.

pages-progress-lead = It goes on when you leave this page.
pages-progress-of = { $done } of { $all }
pages-progress-on = It is under way.
pages-progress-ended = It is done. See what came of it.
