# Services that a plan would take away
desk-losses = Services that would be lost
desk-losses-lead = A plan takes no service from anybody. Where nothing on sale has everything that users have, you can say here what may be lost; nothing else is.
desk-losses-none = There is a plan in which nobody loses a service.
desk-losses-accepted = { $count ->
    [one] There is a plan in which one service may be lost, to which you have said yes. Take the yes back to plan without it.
   *[other] There is a plan in which { $count } services may be lost, to which you have said yes. Take one back to plan without it.
  }
desk-losses-no-plan = There is no plan with what may be lost so far.
desk-losses-reasons = Why there is none
desk-losses-which = One by one
desk-losses-accept = These may be lost
desk-losses-accept-hint = What is not ticked stays with everybody who has it. Whoever accepts the move for the customer sees the list.
desk-losses-users = { $count ->
    [0] Nobody has it today.
    [one] One user has it today:
   *[other] { $count } users have it today:
  }
desk-losses-instead = Nearest to what they have: { $what }.
desk-losses-plan = Plan it with these losses
desk-losses-not-enough = There is no plan with these alone. What else would have to be lost is listed with them.
