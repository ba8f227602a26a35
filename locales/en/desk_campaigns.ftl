# Campaigns on the dashboard: list, page, decisions, how customers come in.

# Columns
desk-column-begun = Begun
desk-column-capacity = At most
desk-column-charged = Charged
desk-column-customers = Customers
desk-column-from = From
desk-column-halted = Halted
desk-column-move = Move
desk-column-proved = Proved
desk-column-renews = Original ends
desk-column-risk-texts = Risks in words
desk-column-risks = Risks
desk-column-until = Until
desk-column-users = Users
desk-column-wave = Wave

# Said after something was done
desk-said-campaign-made = The campaign is there. Add customers now.
desk-said-campaign-read = The customers are read and added.
desk-said-campaign-schedule = Everybody who has not begun has their day.
desk-said-campaign-approve = The campaign is approved; moves begin on their days.
desk-said-campaign-pause = The campaign is paused.
desk-said-campaign-resume = The campaign goes on.
desk-said-campaign-abandon = The campaign is given up.
desk-said-campaign-exclude = The customer is taken out.
desk-said-campaign-include = The customer is in again; give everybody new days.

# List
desk-campaign-new = New campaign
desk-campaign-none = There is no campaign yet. With a campaign many customers move, wave after wave.
desk-campaign-next = wave { $wave } from { $day }

# One campaign
desk-campaign-figures = How it stands
desk-campaign-conditions = Conditions
desk-campaign-waves = Waves
desk-campaign-canaries = canaries
desk-campaign-days = Days
desk-campaign-risks = What may go wrong
desk-campaign-here = This center
desk-campaign-nobody = No customer is in it yet.
desk-campaign-late = too late for its originals
desk-campaign-estimated = estimated
desk-campaign-to-move = To the move
desk-campaign-back = Back to the campaign
desk-campaign-back-customer = Back to the campaign's customer
desk-campaign-lead-empty = No customer can be moved yet: add customers.
desk-campaign-lead-drafted = { $count ->
    [one] One customer waits for its day.
   *[other] { $count } customers wait for their days.
  } Add more, or give everybody a day.
desk-campaign-lead-scheduled = Everybody has a day. Nobody begins before somebody approves the campaign.
desk-campaign-lead-running = It is running: { $next }. Nobody has to do anything.
desk-campaign-lead-last = It is running; all waves are proved.
desk-campaign-lead-waits = { $count ->
    [one] One move waits
   *[other] { $count } moves wait
  } for a person: look at the customers.
desk-campaign-lead-paused = Nobody begins until somebody resumes it. Moves that have begun go on.
desk-campaign-lead-stopped = It stopped itself. Look at the moves that are named, then resume it.
desk-campaign-lead-completed = All waves are over.
desk-campaign-lead-abandoned = It was given up. Moves that have begun go on.
desk-campaign-fact-moved = Moved
desk-campaign-fact-underway = Under way
desk-campaign-fact-proved = Past their cover proof
desk-campaign-fact-halted = Halted or failed
desk-campaign-fact-waits = Waiting for a person
desk-campaign-fact-excluded = Taken out
desk-campaign-fact-ineligible = Cannot be moved
desk-campaign-fact-users = Users
desk-campaign-fact-planned = Cost by the plans
desk-campaign-fact-charged = Charged since it began
desk-campaign-fact-scheduled = Have a day
desk-campaign-fact-late = Of these, too late for their originals
desk-campaign-fact-left-out = Without a day
desk-campaign-fact-estimate = Paid twice and missed, estimated
desk-campaign-fact-first-day = First day
desk-campaign-fact-last-day = Last day
desk-campaign-fact-deadline = Left by
desk-campaign-fact-each = At most for a customer
desk-campaign-fact-all = At most together
desk-campaign-fact-covered = Approved of that
desk-campaign-fact-limit-days = Most days of a move
desk-campaign-fact-limit-users = Most users of a customer

# One customer of it
desk-campaign-fact-wave = Wave
desk-campaign-fact-day = Day
desk-campaign-fact-originals = Originals
desk-campaign-fact-renews = First original ends
desk-campaign-fact-estimated = Cost, estimated
desk-campaign-fact-per-day = A day too early costs
desk-campaign-fact-missed = A missed renewal costs
desk-campaign-wishes = What you want for it
desk-campaign-wishes-intro = Afterwards the campaign needs new days.
desk-campaign-as-usual = As usual
desk-campaign-field-email = Where requests are mailed to
desk-campaign-field-earliest = Not before
desk-campaign-field-canary = First, as a canary
desk-campaign-field-per-day = What a day too early costs
desk-campaign-field-missed = What a missed renewal costs
desk-campaign-field-abandon = Give its move up, too

# New campaign
desk-campaign-new-intro = What is usual is filled in. Nothing begins before you have added customers, given out days and approved the campaign.
desk-campaign-make = Make campaign
desk-campaign-field-name = Name
desk-campaign-field-currency = Currency of all customers
desk-campaign-hint-currency = Three letters, such as EUR.
desk-campaign-field-account = Where moves are carried out
desk-campaign-field-first-day = First day on which a move begins
desk-campaign-field-last-day = Last day on which a move begins
desk-campaign-field-deadline = Day by which the old partner is left
desk-campaign-field-tasks-per-day = Tasks that people can do a day
desk-campaign-field-tasks-per-customer = Tasks of a customer
desk-campaign-hint-tasks-per-customer = Both together say how many customers begin on a day; 0: as many as want to.
desk-campaign-field-canaries = Canaries: customers of the first wave
desk-campaign-field-canary-days = Length of the first wave in days
desk-campaign-field-most-canary-halts = How many canaries may be halted
desk-campaign-field-wave-days = Length of each later wave in days
desk-campaign-field-proof-days = Days for the proof after each wave
desk-campaign-field-most-halts = How many customers of a wave may be halted
desk-campaign-hint-most-halts = If more are, the campaign stops itself.
desk-campaign-field-need-days = Days until a customer has changed
desk-campaign-hint-need-days = Acceptance, purchase, seats, licences, and the lead of its plan.
desk-campaign-field-leave-after-days = Days after which it leaves its originals at the latest
desk-campaign-hint-leave-after-days = 0: not before they end.
desk-campaign-field-weekends = Begin on Saturdays and Sundays, too
desk-campaign-field-blackouts = Days on which nobody begins
desk-campaign-hint-blackouts = A line for each: 2026-12-24 2027-01-02, or a single day.
desk-campaign-field-offer = Show plans to customers first
desk-campaign-field-delegated-admin = Request delegated admin rights with the relationship
desk-campaign-field-request-rights = Request rights in the customer's directory
desk-campaign-wrong-currency = A currency is a code of three letters, such as EUR.
desk-campaign-wrong-days = The last day is before the first. Choose a later one.
desk-campaign-wrong-number = Enter a whole number from 0 up.
desk-campaign-wrong-blackout = “{ $line }” is not a span of days. Enter it as 2026-12-24 2027-01-02, the first day first.

# Customers come in
desk-campaign-add = Add customers
desk-campaign-add-lead = What a customer holds is read, planned once and assessed. Nothing begins by that.
desk-campaign-added = To the campaign
desk-campaign-not-now = As the campaign stands, nobody can be added. Pause it first.
desk-campaign-candidates = Your customers
desk-campaign-no-candidates = You have no customers where the campaign is carried out.
desk-campaign-who = Not in it yet
desk-campaign-read-chosen = Read the chosen
desk-campaign-read-all = { $count ->
    [one] Read the one shown
   *[other] Read all { $count } shown
  }
desk-campaign-wrong-nobody = Choose at least one customer.
desk-campaign-read = { $count ->
    [one] One customer is
   *[other] { $count } customers are
  } read and added.
desk-campaign-read-unmovable = { $count ->
    [one] One of them
   *[other] { $count } of them
  } cannot be moved.
desk-campaign-see = Look

# Decisions
desk-campaign-decide-schedule = Give out days
desk-campaign-decide-pause = Pause
desk-campaign-decide-exclude = Take out
desk-campaign-decide-include = Put in again
desk-campaign-ask-schedule = Give out days anew?
desk-campaign-ask-approve = Approve this campaign?
desk-campaign-ask-pause = Pause this campaign?
desk-campaign-ask-resume = Resume this campaign?
desk-campaign-ask-abandon = Give this campaign up?
desk-campaign-ask-exclude = Take this customer out?
desk-campaign-ask-include = Put this customer in again?
desk-campaign-effect-schedule = { $count ->
    [one] One customer who has not begun gets
   *[other] { $count } customers who have not begun get
  } the best free day from today on.
desk-campaign-effect-schedule-waits = Nobody begins by that; an earlier approval does not hold for the new days.
desk-campaign-effect-schedule-running = Moves that have begun stay as they are. Whoever has a new day begins on it.
desk-campaign-effect-approve = { $count ->
    [one] One move begins by itself and on your behalf, on { $day }.
   *[other] { $count } moves begin by themselves and on your behalf, the first on { $day }.
  }
desk-campaign-effect-plans = By the estimate all plans together cost { $cost }.
desk-campaign-effect-estimate = Of these days, paying twice and missed renewals cost an estimated { $cost }.
desk-campaign-effect-late = { $count ->
    [one] One customer comes
   *[other] { $count } customers come
  } too late for the originals.
desk-campaign-effect-left-out = { $count ->
    [one] One customer has
   *[other] { $count } customers have
  } no day.
desk-campaign-effect-limits = A plan beyond one of the limits below waits for a person.
desk-campaign-effect-pause = { $count ->
    [0] Nobody waits for their day.
    [one] One customer does not begin until somebody resumes it.
   *[other] { $count } customers do not begin until somebody resumes it.
  }
desk-campaign-effect-resume = { $count ->
    [0] Nobody has to begin any more.
    [one] One customer begins on its day, on your behalf.
   *[other] { $count } customers begin on their days, on your behalf.
  }
desk-campaign-effect-passed = Whose day has passed gets another.
desk-campaign-effect-judged = The wave that failed is judged anew; if too much is still halted, the campaign stops again.
desk-campaign-effect-abandon = { $count ->
    [0] Nobody was waiting for their day.
    [one] One customer who has not begun never does.
   *[other] { $count } customers who have not begun never do.
  } That cannot be undone.
desk-campaign-effect-goes-on = { $count ->
    [0] No move is under way.
    [one] One move that has begun goes on by itself.
   *[other] { $count } moves that have begun go on by themselves.
  }
desk-campaign-effect-exclude = { $customer } is no longer in the campaign and gets no day.
desk-campaign-effect-exclude-users = { $count ->
    [one] One user stays where they are.
   *[other] { $count } users stay where they are.
  }
desk-campaign-effect-exclude-move = Its move has begun and goes on by itself, unless you give it up below. What was bought stays.
desk-campaign-effect-include = { $customer } is in the campaign again. It gets a day when you give out days anew.

# Limits of a yes
desk-campaign-limit-each = Most that one plan may cost
desk-campaign-limit-hint = Amounts in the campaign's currency, such as 5000.00. What is left empty has no limit.
desk-campaign-limit-all = Most that all plans together may cost
desk-campaign-limit-days = Most days from the beginning until the last original is left
desk-campaign-limit-users = Most users of a customer whose licences change
desk-campaign-limit-unlimited = Without limits: approve whatever plan is made
desk-campaign-limit-more = How much more a later plan may cost
desk-campaign-limit-later-hint = Later somebody joins or leaves; then there is a new plan. Empty: as far as the limits above go.
desk-campaign-limit-later-days = By how many days a later plan may be later
desk-campaign-limit-other-users = By how many users later plans may differ
desk-campaign-wrong-limits = Enter at least one limit: for a customer, together, days or users. Or choose “Without limits”.

# Risks of all
desk-campaign-risk-plan-refused = No plan exists
desk-campaign-risk-move-open = Another move is open
desk-campaign-risk-directory-closed = The directory may not be read
desk-campaign-risk-ends-inside-lead = An original ends before the customer can have changed
desk-campaign-risk-transfer-pending = Another partner has to let a subscription go
desk-campaign-risk-group-licenses = Licences come through groups
desk-campaign-risk-unknown-renewal = Whether an original renews is not known
desk-campaign-risk-seller-unknown = Who sells an original is not shown
desk-campaign-risk-end-unknown = When an original ends is not shown
desk-campaign-risk-people-tasks = A step needs a person
desk-campaign-risk-plan-warnings = The plan has warnings
desk-campaign-risk-plan-gap = That the plan costs least is not proved
desk-campaign-risk-no-address = There is no address; links are handed over by hand
