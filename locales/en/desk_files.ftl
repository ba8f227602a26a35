# Files of the catalogue
desk-file-title = A file for the catalogue
desk-file-intro = A price sheet, an offer matrix, or another file of the catalogue. What it would change is shown first; nothing is changed by comparing.
desk-file = File
desk-file-compare = Compare
desk-file-missing = Choose a file.
desk-file-gone = The file is not kept any more: too much time has passed, or another one was compared. Choose it again.
desk-file-nothing = The file changes nothing.
desk-file-ask = Take in { $name }?
desk-file-added = { $count ->
    [one] One row is added.
   *[other] { $count } rows are added.
  }
desk-file-changed = { $count ->
    [one] One row is changed.
   *[other] { $count } rows are changed.
  }
desk-file-removed = { $count ->
    [one] One row is removed.
   *[other] { $count } rows are removed.
  }
desk-file-from-now = From then on orders and renewals go by it; what is bought already keeps its price until its term ends.
desk-file-apply = Take it in
desk-file-differences = What it changes
desk-file-not-shown = More differences that are not shown
desk-file-change-added = added
desk-file-change-changed = changed
desk-file-change-removed = removed
desk-said-file-applied = The file is taken in.
desk-column-change = Change
desk-column-row = Row

# Partners by tier, and the resellers of a sandbox
desk-tier-direct = You sell directly to customers.
desk-tier-indirect-provider = You are a provider: resellers sell through you, and you buy.
desk-tier-indirect-reseller = You are a reseller: you sell through providers, who buy for you.
desk-tier-program = You keep the programme.
desk-reseller-new = New sandbox reseller
desk-reseller-lead = A reseller for trying things out, which sells through you. There are such in sandboxes only.
desk-reseller-company = Company
desk-reseller-country = Country
desk-reseller-country-hint = Two letters, such as DE.
desk-reseller-mpn = MPN id
desk-reseller-prefix = Domain
desk-reseller-prefix-hint = Letters and digits; .onmicrosoft.com comes after them.
desk-reseller-admin = The administrator’s user name, before the @
desk-reseller-first = First name
desk-reseller-last = Last name
desk-reseller-make = Make the reseller
desk-reseller-made = The reseller is made
desk-reseller-account = User name
desk-reseller-password = Password, shown this once
desk-reseller-tenant = Tenant
desk-reseller-kept = I have kept them
desk-reseller-remove = Remove this sandbox reseller?
desk-reseller-remove-effect = Its tenant, users and relationships are gone, and nobody signs in there any more.
desk-reseller-remove-submit = Remove
desk-reseller-end = Remove
desk-said-reseller-removed = The reseller is removed.
desk-column-removal = Removal

# Work that takes longer
desk-work-again = Look again
desk-work-licences = Licences are changed
desk-work-requests = Requests are drafted
desk-work-verify = The trail is verified
desk-work-file = The file is taken in
desk-sorted-first = { $count ->
   *[other] In order: the first { $count }. Filter to see the others.
  }
