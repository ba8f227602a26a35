# The summary of a terminal.

term-tightest = Tightest day
term-tightest-value = { $day }, { $sku }: { $held ->
    [one] one licence
   *[other] { $held } licences
  }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  }, slack { $slack }
term-more-kinds = { $kinds ->
    [one] One more kind
   *[other] { $kinds } more kinds
  } with { $users ->
    [one] one user
   *[other] { $users } users
  }; the report has them.
term-more-steps = { $count ->
    [one] One more entry follows in the calendar.
   *[other] { $count } more entries follow in the calendar.
  }
