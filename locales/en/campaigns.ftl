# Campaigns that a center carries out: states, waves, risks.

campaign-state-drafted = customers are being added
campaign-state-scheduled = scheduled, not approved
campaign-state-running = running
campaign-state-paused = paused
campaign-state-stopped = stopped itself
campaign-state-completed = completed
campaign-state-abandoned = given up
wave-planned = planned
wave-open = open
wave-proved = proved
wave-failed = failed
member-open = not begun
member-begun = begun
member-excluded = excluded
member-ineligible = cannot be moved
member-failed = failed
risk-planRefused = No plan exists: { $reasons }.
risk-moveOpen = Another move of the customer is open: { $id }.
risk-directoryClosed = Its directory may not be read: who needs what is not known.
risk-endsInsideLead = { $subscription } renews or ends on { $date }, before the customer can have changed.
risk-transferPending = Another partner has to let { $subscription } go.
risk-groupLicenses = { $count ->
    [one] A user has licences through groups.
   *[other] { $count } users have licences through groups.
}
risk-unknownRenewal = Whether { $subscription } renews is not known.
risk-sellerUnknown = Who sells { $subscription } is not shown; it counts as bought directly.
risk-endUnknown = When { $subscription } ends is not shown; it counts as one without end.
risk-peopleTasks = { $count ->
    [one] A step needs a person.
   *[other] { $count } steps need a person.
}
risk-planWarnings = { $count ->
    [one] The plan has a warning.
   *[other] The plan has { $count } warnings.
}
risk-planGap = That the plan costs least is not proved.
risk-noAddress = There is no address: links are handed over by hand.
beyond-each = The plan costs { $found }; the yes to the campaign covers { $allowed } for one customer.
beyond-all = With this plan all plans together cost { $found }; the yes to the campaign covers { $allowed }.
beyond-days = The last original is left { $found } days after the beginning; the yes to the campaign covers { $allowed }.
beyond-users = The licences of { $found } users change; the yes to the campaign covers { $allowed }.
campaign-stopped-wave = Wave { $wave } failed: moves that stand still or failed: { $halted }, allowed: { $allowed }. Customers: { $customers }.
campaign-stopped-nobodyActs = { $name }, on whose behalf moves begin, may not any more, or is gone. An admin agent who resumes it acts from then on.
