# The report page. Amounts and dates arrive written.

skip = Skip to the content
page-title = Move of { $customer }
page-kind = Plan of a move
page-meta = { $domain } · as of { $from } · planned to { $to }
toc = Contents
toc-cost = Cost
toc-time = Over time
toc-steps = Calendar
toc-originals = Originals
toc-purchases = Purchases
toc-months = By month
toc-users = Users
toc-changes = Licence changes
toc-losses = Losses
toc-warnings = Warnings
toc-proof = Proof
toc-inputs = Inputs
footer = Made by Nahtlos. Every number comes from the plan, its case and its proof.

verdict-proved = Proved: every user is covered on every day, at the least cost there is.
verdict-gap = Proved: every user is covered on every day. Not proved: that nothing costs less.
verdict-refuted = Not proved. Do not carry out this plan.
verdict-rechecked = Rechecked from the case and the plan alone: no plan can cost less.
minimum-rechecked = The proof rechecked the minimum: no plan can cost less. Found by { $method }.
minimum-not-rechecked = The planner proved the minimum by { $method }; the proof itself did not recheck it.
minimum-gap = Every plan costs at least { $bound }; the gap, { $gap }, is the most that could be saved.

front-users = { $users ->
    [one] One user
   *[other] { $users } users
  } in { $pools ->
    [one] one pool
   *[other] { $pools } pools
  }.
front-originals = { $originals ->
    [0] No original ends.
    [one] One original ends
   *[other] { $originals } originals end
  }{ $originals ->
    [0] {""}
   *[other] , out of { $channels ->
        [one] one channel
       *[other] { $channels } channels
      }.
  }
front-purchases = { $purchases ->
    [0] Nothing is bought.
    [one] One term is bought.
   *[other] { $purchases } terms are bought.
  }
front-changes = { $changed ->
    [0] Nobody’s licences change.
    [one] The licences of one user change.
   *[other] The licences of { $changed } users change.
  }
front-next-heading = What to do next
front-late = At once: the last day was { $day }
front-more = { $count ->
    [one] And one more like it.
   *[other] And { $count } more like it.
  }
front-refuted = Nothing of this plan
front-refuted-what = Mend what is named above, plan again, and carry out only what is proved.
front-steps = The whole calendar
front-losses = { $users ->
    [one] One user loses { $plans }, as the policy accepts
   *[other] { $users } users lose { $plans }, as the policy accepts
  }
front-warnings = { $count ->
    [one] One warning to read before saying yes
   *[other] { $count } warnings to read before saying yes
  }
figure-total = Cost
figure-total-note = to { $horizon }
figure-claimed = claimed by the plan, not proved
figure-overlap = Of which overlap
figure-overlap-note = paid twice, { $share } of the cost
figure-beyond = Owed afterwards
figure-beyond-note = for terms that run on
figure-changes = Users with changes
figure-changes-note = { $changed ->
    [0] everybody keeps what they have
   *[other] all others keep what they have
  }

cost-heading = What it costs
cost-minimum = Could it cost less?
statement-caption = Amounts in { $currency }. What is already paid for originals is paid and not counted.
statement-need = What the users need
statement-overlap = Overlap: the lead and early starts
statement-total = Cost up to the horizon
statement-beyond = Owed after the horizon, for terms that run on
statement-exact = The exact cost { $cost } lies { $gap } above { $bound }, the lower bound of every plan.
statement-refuted = The proof failed, so these figures are the plan’s claims only.
statement-secondary-proved = Among all plans of this cost this one has the fewest licence changes, then the fewest purchases, then the earliest end of the old channels; that is proved too.
statement-secondary-open = Whether another plan of the same cost needs fewer licence changes or purchases is not proved.

time-heading = Seats and licences over time
time-note = One picture per pool. The filled steps are seats by where they come from, the line is licences held. Where the line stays below the top, everybody has a seat. In the steps stand purchase and seats, such as p7: 20.
legend = Key
legend-purchase = purchase
legend-renewal = renewal
legend-twice = paid twice
legend-held = licences held
legend-tight = tightest day
legend-start = term starts
legend-deadline = deadline
legend-price = price changes
legend-step = another step
picture-title = Seats and licences of { $sku }
picture-desc = From { $from } to { $to }: at most { $peak } seats and { $held } licences of { $sku }, out of { $originals ->
    [one] one original
   *[other] { $originals } originals
  } and { $purchases ->
    [one] one purchase
   *[other] { $purchases } purchases
  }. The table below has the same figures.
picture-desc-tightest = The tightest day is { $day } with a slack of { $slack }.
picture-tightest = slack { $slack } · { $day }
picture-paid-twice = { $cost } paid twice
picture-paid-times = ({ $count } times)
pool-held = { $held ->
    [one] one licence
   *[other] up to { $held } licences
  }
pool-cost = { $cost }
pool-tightest = slack at least { $slack }, first on { $day }
pool-hover = Choose a day: seats and licences of { $sku }
pool-table = Figures of { $sku }
pools-folded = { $count ->
    [one] One more pool, of lesser cost
   *[other] { $count } more pools, of lesser cost
  }
mark-deadline = deadline
mark-price = price changes from { $before } to { $after }
tightest-tag = tightest
cover-heading = Every user covered
cover-whole = Every user is covered on every day.
cover-broken = Cover is not proved.
cover-desc = Unbroken from { $from } to { $to }.

steps-heading = Calendar
steps-note = What to do, in order. A flag marks the last day.
steps-refuted = Not to be carried out: the proof failed.
steps-none = There is nothing to do.
calendar-steps = { $count ->
    [0] checks only
    [one] one entry
   *[other] { $count } entries
  }
calendar-deadlines = { $count ->
    [one] one deadline
   *[other] { $count } deadlines
  }
calendar-by = by { $day }
calendar-late = at once, the last day was { $day }
calendar-folded = { $count ->
    [one] One more of this kind on this day
   *[other] { $count } more of this kind on this day
  }
calendar-changes = who changes
deadline-late = passed
open-all = Open all
close-all = Close all

originals-heading = What happens to each original
originals-note = Nothing is refunded, so originals end as late as they safely can.
originals-count = { $count ->
    [one] one original
   *[other] { $count } originals
  }
originals-first = first deadline { $day }
originals-none = The estate has no subscriptions.
without-end = without end
to-the-horizon = the horizon

purchases-heading = Purchases
purchases-note = A price is fixed on the first day for the whole term. “Counted” is what falls before the horizon.
purchases-count = { $count ->
    [one] one purchase
   *[other] { $count } purchases
  }
purchases-of-sku = { $count ->
    [one] one purchase, on { $first }
   *[other] { $count } purchases from { $first }
  }
purchases-none = Nothing is bought.
purchase-renews = Renews { $purchase }.
amounts-in = Amounts in
total = Total

months-heading = Cost by month
months-note = Counted: the month’s share of the cost. Billed: what the billing plans charge in the month.

users-heading = Who is affected, and how
users-none = Nobody: every user keeps the licences they hold.
people-unchanged = { $users ->
    [0] Every user is listed here, by kind.
    [one] One other user keeps their licences and notices nothing.
   *[other] The other { $users } users keep their licences and notice nothing.
  }
people-folded = { $kinds ->
    [one] One more kind
   *[other] { $kinds } more kinds
  } with { $users ->
    [one] one user
   *[other] { $users } users
  }
people-stood-in = { $count ->
    [one] another stands in for one plan
   *[other] others stand in for { $count } plans
  }
people-more = { $kinds ->
    [one] One more kind
   *[other] { $kinds } more kinds
  } with { $users ->
    [one] one user
   *[other] { $users } users
  } in the plan document.
names-more = { $count ->
    [one] and one more
   *[other] and { $count } more
  }
names-label = { $count ->
    [one] Who it is
   *[other] Who they are
  }
changes-heading = Licence changes
changes-note = Taken away and given in one step, so that nobody is without.
changes-of-day = { $users ->
    [one] one user
   *[other] { $users } users
  }{ $ways ->
    [one] {""}
   *[other] {" "}in { $ways } ways
  }
changes-none = No licence changes.
change-off = switched off: { $plans }
change-group = through the group { $group }, as one change

losses-heading = Losses and stand-ins
losses-accepted = Losses accepted
losses-none = None. Nobody loses a service plan for good.
loss-users = { $count ->
    [0] no user loses it
    [one] one user loses it
   *[other] { $count } users lose it
  }
equivalents-heading = Plan equivalents relied upon
equivalents-none = None. Every service plan is there itself.
equivalents-by = satisfied by
warnings-heading = Warnings
warnings-none = None.
warnings-folded = { $count ->
    [one] One more of this kind
   *[other] { $count } more of this kind
  }
warning-about = Concerns { $subjects }.

proof-heading = Proof
proof-note = Made anew from the case and the plan, without the search that found it.
proof-proved = Proved: cover, prices and total hold at every instant.
proof-refuted = Refuted.
proof-tightest = The tightest days
check-users = Users checked
check-users-value = { $users } at every instant, in { $kinds ->
    [one] one kind
   *[other] { $kinds } kinds
  }
check-no-need = Users who need nothing
check-intervals = Intervals checked
check-intervals-value = { $intervals } in { $pools ->
    [one] one pool
   *[other] { $pools } pools
  }
check-purchases = Purchases priced anew
check-originals = Ends derived anew
check-changes = Licence changes replayed
check-total = Total derived anew
check-cost = Exact cost
check-bound = Lower bound
check-method = Minimum proved by
check-effort = Search work
check-effort-value = { $used } of { $budget } units
rents-label = { $count ->
    [one] The dual certificate: one rent
   *[other] The dual certificate: { $count } rents
  }
rents-note = A rent is what a seat is worth over some days. No term on sale costs less than the rents of its days, and the needs at these rents add up to the cost. So no plan costs less.
rent-limit = seat limit

inputs-heading = Inputs and policy
inputs-note = With these files and this policy the same plan results, byte for byte.
inputs-files = Files
inputs-none = No files are stated.
policy-heading = Policy as used
policy-mode = Mode
policy-lead = Lead before an original’s end
policy-lead-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
policy-horizon = Horizon
policy-residual = Terms beyond the horizon
policy-price = Price
policy-terms = Terms that may be bought
policy-co-term = Terms end together on
policy-leave-by = Leave originals by
policy-max-bundle = Most SKUs in a new set
policy-never-buy = Never buy
policy-accept-loss = Losses accepted
policy-none = –

col-from = From
col-until = Until
col-day = Day
col-originals = Originals
col-bought = Bought
col-seats = Seats
col-held = Licences
col-slack = Slack
col-events = Events
col-subscription = Subscription
col-channel = Channel
col-end = End
col-action = Action
col-deadline = Deadline
col-planned-end = Counted until
col-purchase = Purchase
col-offer = Offer
col-term = Term, billed
col-start = Start
col-unit-price = Unit price
col-charge = Charge
col-counted = Counted
col-billed = Billed
col-month = Month
col-users = Users
col-today = Today
col-changes = Changes
col-gained = Service plans gained
col-lost = Losses accepted
col-taken = Taken away
col-given = Given
col-pool = Pool
col-tightest-from = Tightest from
col-intervals = Intervals
col-rent = Rent per seat
col-exact = Exact
col-file = File
rows-more = { $count ->
    [one] One more is in the plan document.
   *[other] { $count } more are in the plan document.
  }

refusal-kind = Plan of a move, refused
refusal-title = No plan for { $customer }
refusal-meta = { $domain } · as of { $from }
refusal-verdict-open = No plan was found.
refusal-verdict = There is no plan that keeps every user covered.
refusal-next-accept = Accept a loss in policy.toml, or give the users something else first, then plan again.
refusal-next-prices = Get a price list with the customer’s market, currency and segment, or correct these in estate.json, then plan again.
refusal-next-limit = Ask the vendor for a higher limit, let fewer users need that SKU, or let the plan use others (mode = "cheapest"), then plan again.
refusal-next-effort = Plan again with a larger --effort, or choose a nearer horizon.
refusal-next-mend = Mend what is named here, then plan again.
refusal-heading = Who cannot be covered
refusal-note = Nearest first. A line shown here allows that set.
refusal-users = { $count ->
    [one] One user
   *[other] { $count } users
  }
refusal-nobody-sells = Service plans nobody sells
refusal-nearest = What comes nearest
refusal-loses = would lose:
refusal-line = Line for policy.toml:
refusal-no-set = Nothing on sale comes near.
name-subscription = { $channel } ({ $id }), { $sku }
