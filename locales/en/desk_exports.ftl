# A move from exports
desk-exports = From exports
desk-exports-intro = The exports that people make of a customer's licences: users and subscribed SKUs of Graph as JSON, or tables of PowerShell and the admin center. They are told apart by what is in them, and nothing is kept longer than half an hour before the move begins.
desk-exports-files = Files
desk-exports-files-hint = All of one customer, at most 20: JSON, CSV or workbooks. Of a list in several pages, every page.
desk-exports-day = The day that they describe
desk-exports-country = The customer's country
desk-exports-country-hint = Two letters, such as DE: the market of the prices.
desk-exports-wrong-country = Write two letters, such as DE.
desk-exports-read = Read them
desk-exports-gone = The files are no longer kept: too much time has passed, or others were read. Choose them again.
desk-exports-found = What was found
desk-exports-findings = What is missing, contradictory or assumed
desk-exports-people = A list of users, or a page of a list, is missing: nobody would plan for whoever stands there. Choose the files again, with it.
desk-exports-questions = { $count ->
    [one] One open question
   *[other] { $count } open questions
  }
desk-exports-questions-intro = What no export says. Those marked optional may stay open; without the others there is no plan. An empty answer leaves a question open.
desk-exports-default = For all that say nothing themselves: { $what }
desk-exports-owner-name = What is this partner called?
desk-exports-open = not known yet
desk-exports-is-true = yes
desk-exports-is-false = no
desk-exports-answer = Answer
desk-exports-goal = Everything that has to be known is known
desk-exports-company = What the company is called
desk-exports-company-hint = As it is to be addressed. Left out, the name is that of the exports.
desk-exports-term-P1M = One month
desk-exports-term-P1Y = One year
desk-exports-term-P3Y = Three years
desk-exports-is-unknown = not known
