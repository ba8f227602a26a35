# What the command line says by itself. Keys begin with cli-.

cli-error = error:
cli-warning = warning:
cli-more-problems = { $count ->
    [one] One more problem is not shown.
   *[other] { $count } more problems are not shown.
  }
cli-output-lost = The output could not be written: { $error }.
cli-bug = This is a mistake in Nahtlos, not yours: { $what }. Nothing was changed. Please report it with the command and, if you may, the files.
cli-written = Written: { $file }
cli-reading = Reading { $file }
cli-planning = Planning
cli-proving = Proving
cli-importing = Reading the exports
cli-gap = The plan is proved to cover everybody, but not proved to be the cheapest: the search work allowed was used up. Allow more with --effort.
cli-same-file = -o and --report both name { $file }: give the plan and the report files of their own.
cli-own-plan-refuted = a plan just made was refuted by its own proof ({ $why })
cli-nothing-of-that-id = The plan has nothing called “{ $id }”. It has, among others: { $known }.
cli-explain-change = Licence change for { $users ->
    [one] one user
   *[other] { $users } users
  }, { $day }
cli-found = { $errors ->
    [0] No errors
    [one] One error
   *[other] { $errors } errors
  }, { $warnings ->
    [0] no warnings
    [one] one warning
   *[other] { $warnings } warnings
  }
cli-layout-unknown = Unknown layout
cli-layout-products = products and service plans
cli-layout-pricelist = price list
cli-layout-offermatrix = offer matrix
cli-layout-plan-equivalents = plan equivalents
cli-layout-exclusions = exclusions
cli-count-skus = { $count ->
    [one] one SKU
   *[other] { $count } SKUs
  }
cli-count-plans = { $count ->
    [one] one service plan
   *[other] { $count } service plans
  }
cli-count-prices = { $count ->
    [one] one price
   *[other] { $count } prices
  }
cli-count-offers = { $count ->
    [one] one offer
   *[other] { $count } offers
  }
cli-count-markets = { $count ->
    [one] one market
   *[other] { $count } markets
  }
cli-count-currencies = { $count ->
    [one] one currency
   *[other] { $count } currencies
  }
cli-count-segments = { $count ->
    [one] one segment
   *[other] { $count } segments
  }
cli-count-limited = { $count ->
    [one] one offer with a seat limit
   *[other] { $count } offers with a seat limit
  }
cli-count-pairs = { $count ->
    [one] one pair
   *[other] { $count } pairs
  }
cli-count-groups = { $count ->
    [one] one group
   *[other] { $count } groups
  }
cli-count-members = { $count ->
    [one] one plan in them
   *[other] { $count } plans in them
  }

cli-cover-new = Held then: { $skus }
cli-cover-old = Instead of: { $skus }
cli-cover-lost = { $count ->
    [0] No plan is lost
    [one] One plan is lost
   *[other] { $count } plans are lost
  }
cli-cover-satisfied = { $count ->
    [0] No plan is satisfied by a higher one
    [one] One plan is satisfied by a higher one
   *[other] { $count } plans are satisfied by higher ones
  }
cli-cover-gained = { $count ->
    [0] No plan is gained
    [one] One plan is gained
   *[other] { $count } plans are gained
  }
cli-cover-kept = { $count ->
    [0] No plan is kept
    [one] One plan is kept
   *[other] { $count } plans are kept
  }

cli-import-users = { $count ->
    [one] One user
   *[other] { $count } users
  }
cli-import-subscriptions = { $count ->
    [one] one subscription
   *[other] { $count } subscriptions
  }
cli-import-groups = { $count ->
    [one] one group with licences
   *[other] { $count } groups with licences
  }
cli-import-open = { $required ->
    [0] No required question is open
    [one] One required question is open
   *[other] { $required } required questions are open
  }{ $optional ->
    [0] {""}
    [one] , one optional one is
   *[other] , { $optional } optional ones are
  }.
cli-import-missing = Missing
cli-import-contradictory = Contradictory
cli-import-assumed = Assumed
cli-import-findings-written = The whole list is in { $file }.
cli-import-answers-written = The open questions are in { $file }: fill it in, then import again with --answers { $file }.
cli-import-people-missing = A list of users, or a page of a list, is missing, so { $file } was not written: nobody would plan for whoever stands there.
cli-import-incomplete = The estate is not complete until the required questions are answered, so { $file } was not written.

cli-answers-head = Answers to what the exports leave open.
cli-answers-fill = Fill in what you know between the quotation marks; an empty value "" leaves the question open.
cli-answers-defaults = What stands under [defaults] holds for every paid subscription that says nothing itself, its channel for trials and free ones too.
cli-answers-again = Then import again with --answers and this file. What the estate cannot do without is marked as required.
cli-answers-required = Required:
cli-answers-possible = Possible: { $choices }

cli-case-kept = { $file }: { $kept } of { $rows } rows kept ({ $layout })
cli-case-good = The case is complete: `nahtlos move plan { $folder }`
cli-case-usable = The case can be planned, with what is missing above: `nahtlos move plan { $folder }`
cli-case-sku-missing = { $name } ({ $sku }), of which { $licenses ->
    [one] one is
   *[other] { $licenses } are
  } held, cannot be bought: { $why }. These users keep today's seats while they last and then need another SKU; give the missing file or row if it is sold.
missing-noOffer = the offer matrix has no offer for it
missing-notSoldInCountry = its offers are not for { $country }
missing-noPriceForSku = there is no price for market { $country }, currency { $currency }, segment { $segment } on or after { $day }
missing-noTermForSku = it has no price for a term of { $terms }
missing-emptyPriceColumn = the column “{ $column }”, which the policy's price asks for, is empty in all its rows
cli-case-bad = The case is not complete yet.
cli-case-missing = Still missing: { $what }

cli-whatif-title = If { $subscription } ends on { $day } and nothing replaces it
cli-whatif-no-such = The estate has no subscription “{ $id }”. It has, among others: { $known }.
cli-whatif-nobody = Nobody loses anything: enough seats are left.
cli-whatif-short = { $from } to { $to }: { $risk ->
    [one] one of { $held } licences has
   *[other] { $risk } of { $held } licences have
  } no seat ({ $seats ->
    [0] no seat is left
    [one] one seat is left
   *[other] { $seats } seats are left
  }{ $anyway ->
    [0] {""}
   *[other] ; { $anyway } would have none anyway
  }); { $certain ->
    [yes] { $most ->
        [one] one user loses
       *[other] { $most } users lose
      }
   *[no] { $fewest } to { $most } users lose
  } a service plan
cli-whatif-others = Short with or without this end, unless something is bought: { $skus }. All numbers: --json
cli-whatif-candidates = Which of them it hits, the vendor does not say. The candidates:
cli-whatif-loses = { $users ->
    [one] One user would
   *[other] { $users } users would each
  } lose { $plans }: { $names }
cli-whatif-safe = { $users ->
    [one] One user loses
   *[other] { $users } users lose
  } nothing, because other licences have the same: { $names }

cli-campaign-unit = cases
cli-campaign-empty = { $folder } has no folders of cases. Each case is a folder with an estate.json.
cli-campaign-title = { $count ->
    [one] One case
   *[other] { $count } cases
  }
cli-campaign-planned = planned and proved
cli-campaign-kept = planned before, proved again
cli-campaign-refused = refused: no plan exists
cli-campaign-badInput = files to be mended
cli-campaign-bug = mistakes of the program
cli-campaign-total = total cost
cli-campaign-gaps = { $count ->
    [one] One plan is not proved to be the cheapest: allow more search work with --effort.
   *[other] { $count } plans are not proved to be the cheapest: allow more search work with --effort.
  }
cli-campaign-more = { $count ->
    [one]   and one more in refusals.csv
   *[other]   and { $count } more in refusals.csv
  }

cli-campaign-half = The campaign { $id } is there, with the customers added so far. Begin anew, or give it up with `nahtlos campaign abandon { $id }`.
cli-campaign-approve-next = Nobody begins before somebody says yes: nahtlos campaign approve { $id } --schedule { $digest } --each AMOUNT
cli-campaign-schedule = with a day: { $customers }, too late: { $late }, without a day: { $out }; estimated cost { $cost }
cli-campaign-excluded = { $customer } is out of the campaign.
cli-campaign-included = { $customer } is in the campaign again; schedule it anew.
cli-campaign-read = { $count ->
    [one] One customer was read
   *[other] { $count } customers were read
}, { $ineligible } of them cannot be moved as they are; in it before: { $before }.
cli-campaign-imported = { $count ->
    [one] One customer was read.
   *[other] { $count } customers were read.
  }

cli-demo-title = A hotel group changes its reseller: { $users } users, { $subscriptions } subscriptions in { $channels } channels, on { $day }
cli-demo-import = 1. Read the exports
cli-demo-case = 2. Put the case together
cli-demo-plan = 3. Plan and prove
cli-demo-walk = 4. Day by day, as it would really happen
cli-demo-damage = 5. What if one step were forgotten
cli-demo-center = 6. At a partner center: the plan is carried out
cli-demo-evidence = 7. Evidence, and its verification
cli-demo-where = 8. Where everything is
cli-demo-seats = { $sku }: { $held } of { $seats } seats in use, { $free } free
cli-demo-starts = { $id }: { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku } until { $end }, { $charge }
cli-demo-renews = { $id }: { $seats ->
    [one] one seat renews
   *[other] { $seats } seats renew
  }: { $sku } until { $end }, { $charge }
cli-demo-swap = { $users ->
    [one] one user changes
   *[other] { $users } users change
  } from { $from } to { $to }
cli-demo-add = { $users ->
    [one] one user gets
   *[other] { $users } users get
  } { $to }
cli-demo-remove = { $users ->
    [one] one user gives up
   *[other] { $users } users give up
  } { $from }
cli-demo-ends = { $seats ->
    [one] one seat ends
   *[other] { $seats } seats end
  }: { $sku } ({ $channel })
cli-demo-covered = { $days } days walked: no user went uncovered on any of them.
cli-demo-uncovered = { $days } days walked: { $uncovered } user-days uncovered.
cli-demo-forgotten = Suppose nobody buys { $id }, { $seats ->
    [one] one seat
   *[other] { $seats } seats
  } of { $sku }, on { $day }:
cli-demo-shortage = { $from } to { $to }: { $users ->
    [one] one user is
   *[other] { $users } users are
  } without { $plans }. Which of the { $among } with { $sku } it hits, the vendor does not say.
cli-demo-user-days = { $days ->
    [one] One user-day without service.
   *[other] { $days } user-days without service.
  }
cli-demo-center-vendor = A sandbox runs on { $file } in this process; it is the vendor’s side, too. Its clock says { $day }. { $customer } is there, with { $users } users and everything from the exports; { $old } still sells four of its subscriptions, { $new } sells none yet.
cli-demo-center-begun = { $new } begins the move and has it planned and proved at the center: { $total }, { $steps } steps.
cli-demo-center-same = That is to the cent what was planned from the files above.
cli-demo-center-other = From the files above it was { $total }.
cli-demo-center-approved = { $who } says yes to the plan { $digest }. From here on the center does everything by itself.
cli-demo-center-accepts = { $who } signs in, reads what { $new } asks for and accepts.
cli-demo-center-shop = { $who } switches the renewal off in the web shop; { $new } confirms the task.
cli-demo-center-cancels = { $who } of { $old } chooses “cancel at term end” for { $seats } seats of { $sku }; { $new } confirms the task.
cli-demo-center-parts = The relationship with { $old } is ended by the customer; { $new } confirms the task.
cli-demo-center-confirms = { $new } confirms the task: { $task }
cli-demo-center-steps = steps
cli-demo-center-progress = { $done } of { $total } steps
cli-demo-center-pool = { $sku } { $held }/{ $seats }
cli-demo-center-covered = { $covered } of { $users } covered
cli-demo-center-completed = Completed on { $day }: nobody was uncovered on any of the { $days } days that were looked at.
cli-demo-center-uncovered = On { $days } of the days that were looked at somebody was uncovered.
cli-demo-center-stopped = The move stopped: { $state }.
cli-demo-center-charged = Charged until then: { $charged }, to the cent what the plan’s purchases cost at { $new }’s prices.
cli-demo-center-charged-otherwise = Charged until then: { $charged }; { $difference } otherwise than the plan’s purchases cost.
cli-demo-evidence-key = The center says that its key has the fingerprint { $key }.
cli-demo-try = Next, with your own exports: docs/how-to/first-plan.md
cli-serve-listening = Listening on { $url }. Stop with Ctrl-C.
cli-serve-authority = Clients have to trust the authority in { $file }.
cli-serve-stopping = Stopping: what is under way is finished.

cli-backup-writing = Writing { $file }
cli-backup-written = Backup written and read again: { $file }
cli-backup-whole = The backup is whole: { $file }
cli-backup-counts = { $rows ->
    [one] One row
   *[other] { $rows } rows
  } in { $tables } tables, { $links } links of audit chains, digest { $digest }
cli-backup-origin = Taken { $taken } from { $engine }, schema { $schema }
cli-restore-reading = Restoring { $file }
cli-restore-done = Restored, counted and compared: { $file }
cli-migrate-nothing = Nothing to run: the database has this program's schema, { $schema }.
cli-migrate-would = { $count ->
    [one] One migration would run; nothing was changed:
   *[other] { $count } migrations would run; nothing was changed:
  }
cli-migrate-ran = { $count ->
    [one] One migration ran:
   *[other] { $count } migrations ran:
  }

cli-doctor-ok = ok
cli-doctor-warn = warn
cli-doctor-fail = FAIL
cli-doctor-area-configuration = configuration
cli-doctor-area-database = database
cli-doctor-area-clock = clock
cli-doctor-area-disk = disk
cli-doctor-area-rules = rules
cli-doctor-area-certificates = certificates
cli-doctor-settings-fine = every setting reads
cli-doctor-settings-broken = { $problem }
cli-doctor-settings-broken-mend = Correct the setting; docs/how-to/serve.md lists them all. Nothing else can be looked at before.
cli-doctor-public-url-broken = public-url is “{ $url }”, which is no address
cli-doctor-public-url-broken-mend = Write it with scheme and host, such as https://center.example.
cli-doctor-mail-broken = { $problem }
cli-doctor-mail-broken-mend = Correct smtp or mail-from; until then mails wait in the outbox.
cli-doctor-log-broken = log is “{ $log }”, which does not read: { $problem }
cli-doctor-log-broken-mend = Write a level such as info, or several such as info,nahtlos_server=debug; info is used instead.
cli-doctor-plain-text = the center listens on { $address } without TLS: secrets and tokens can be read on the way
cli-doctor-plain-text-mend = Give tls-cert and tls-key, or put it behind a proxy with TLS and set public-url to its https address.
cli-doctor-sandbox-open = a sandbox listens on { $address }, and everybody knows its passwords
cli-doctor-sandbox-open-mend = Let it listen on 127.0.0.1, or see that only those reach it who may do anything in it.
cli-doctor-loose = fast-and-loose is on: a power cut loses what was answered
cli-doctor-loose-mend = Turn it off for data that matters.
cli-doctor-database-fine = { $place }: { $version }, schema { $schema }
cli-doctor-database-none = { $place }: there is no database yet
cli-doctor-database-none-mend = nahtlos serve or nahtlos migrate makes it. If one should be there, correct the setting database.
cli-doctor-database-closed = { $place }: { $problem }
cli-doctor-database-closed-mend = Correct the setting database, or start the database's server; its log says more.
cli-doctor-schema-pending = these migrations have not run: { $names }
cli-doctor-schema-pending-mend = Take a backup (nahtlos backup) and run nahtlos migrate; nahtlos serve runs them when it starts.
cli-doctor-schema-newer = a newer program has migrated the database ({ $name })
cli-doctor-schema-newer-mend = Use the newer program; this one refuses the database.
cli-doctor-database-damaged = the file's structure is damaged: { $problem }
cli-doctor-database-damaged-mend = Stop the center, keep the file, and restore the last backup (nahtlos restore) to another name.
cli-doctor-database-whole = structure and audit chains are whole: { $chains } chains, { $links } links, { $seals } seals
cli-doctor-chain-broken = the audit chain of { $scope } is broken at { $seq } ({ $what }); broken chains: { $count }
cli-doctor-chain-broken-mend = Something changed the audit from outside. Keep the database as it is, compare it with a backup, and find out who had access.
cli-doctor-due-late = { $count } pieces of work are due, the oldest for { $minutes } minutes
cli-doctor-due-late-mend = See that a center runs on this database and what its log says about due work.
cli-doctor-undelivered = { $count } messages were given up after many attempts
cli-doctor-undelivered-mend = The log says why; they lie in the outbox as undelivered.
cli-doctor-clock-fine = { $now } (UTC)
cli-doctor-clock-behind = it says { $now }, which is before this program was made
cli-doctor-clock-behind-mend = Set the machine's clock; keep it right with NTP.
cli-doctor-clock-apart = this machine's and the database's are { $seconds } seconds apart
cli-doctor-clock-apart-mend = Set both by NTP: leases and expiries are compared across machines.
cli-doctor-clock-turned = it says { $now }, and the database was written at { $written }
cli-doctor-clock-turned-mend = The clock went back. Set it right before the center runs.
cli-doctor-disk-fine = { $folder }: { $free } free
cli-doctor-disk-low = { $folder }: only { $free } free
cli-doctor-disk-low-mend = Make room: a backup or a migration can need as much as the database has.
cli-doctor-disk-full = { $folder }: { $free } free, which is nothing
cli-doctor-disk-full-mend = Make room now: writes fail when it is full, and nothing is acknowledged any more.
cli-doctor-folder-closed = { $folder }: nothing can be written there: { $problem }
cli-doctor-folder-closed-mend = Give the folder to the account that the center runs under.
cli-doctor-rules-fine = { $numbers } numbers of the programme and { $packs } packs of channels, for today and the next year
cli-doctor-rules-gap = the number { $name } is not known on { $day }
cli-doctor-rules-gap-mend = Use a newer program: its rule packs say what holds then.
cli-doctor-certificates-none = none: plain HTTP
cli-doctor-certificates-made = made here for every name, signed by the authority in { $folder }
cli-doctor-certificate-fine = { $file }: valid until { $until }
cli-doctor-certificate-soon = { $file }: ends in { $days } days, on { $until }
cli-doctor-certificate-soon-mend = Put a new one in its place and start the center again.
cli-doctor-certificate-over = { $file }: valid from { $from } until { $until }, and not today
cli-doctor-certificate-over-mend = Put a valid one in its place and start the center again: clients refuse this one.
cli-doctor-certificate-broken = { $problem }
cli-doctor-certificate-broken-mend = Give tls-cert and tls-key files in PEM, one key for every certificate, in the same order.
cli-doctor-certificate-other = no certificate is for { $host }, the host of public-url
cli-doctor-certificate-other-mend = Get one for that name, or correct public-url.

cli-on = on
cli-off = off
cli-table-empty = Nothing there.
cli-column-id = id
cli-column-company = company
cli-column-domain = domain
cli-column-relationship = relationship
cli-column-delegated = delegated access
cli-column-address = address
cli-column-mail = mail
cli-column-name = name
cli-column-offer = offer
cli-column-seats = seats
cli-column-status = status
cli-column-renewal = renewal
cli-column-term = term
cli-column-ends = ends
cli-column-billing = billing
cli-column-cancellable = cancellable until
cli-column-order = order
cli-column-created = created
cli-column-total = total
cli-column-line = line
cli-column-lines = lines
cli-column-subscription = subscription
cli-column-sku = SKU
cli-column-active = active
cli-column-held = held
cli-column-free = free
cli-column-plans = plans
cli-column-switched-off = switched off
cli-column-day = day
cli-column-from = from
cli-column-until = until, not included
cli-column-price = price of a seat
cli-column-amount = amount
cli-column-customer = customer
cli-column-partner = partner
cli-column-duration = duration
cli-column-extension = extended by
cli-column-begins = begins
cli-column-roles = roles
cli-column-group = group
cli-column-severity = severity
cli-column-organization = for
cli-column-title = title
cli-column-description = description
cli-column-topic = topic
cli-column-contact = contact
cli-column-modified = changed
cli-column-closed = closed
cli-column-url = address
cli-column-events = events
cli-column-event = event
cli-column-attempt = attempt
cli-column-attempts = attempts
cli-column-answer = answer
cli-column-state = state
cli-column-account = carried out at
cli-column-plan = plan
cli-column-proposal = proposed plan
cli-column-proposalDigest = its digest
cli-column-wave = wave
cli-column-lastday = last day
cli-column-customers = customers
cli-column-begun = begun
cli-column-proved = proved
cli-column-halted = halted
cli-column-service = service
cli-column-accepted = may be lost
cli-column-instead = nearest to it
cli-column-users = users
cli-column-planned = planned cost
cli-column-charged = charged
cli-column-schedule = schedule
cli-column-digest = digest
cli-column-approval = approved
cli-column-limits = limits
cli-column-steps = steps
cli-column-expected = rest of today
cli-column-partner-center = Partner Center
cli-column-graph = Graph
cli-column-login = sign-in
cli-column-client-id = application
cli-column-kind = signs in as
cli-column-tenant = tenant
cli-column-key = encrypted with
cli-column-renewed = credentials of
cli-column-test = test
cli-column-next = next look
cli-column-step = step
cli-column-what = what
cli-column-who = who
cli-column-deadline = by
cli-column-number = no.
cli-column-time = time
cli-column-entry = entry
cli-column-content = content
cli-column-certificate = certificate
cli-column-fingerprint = fingerprint
cli-remote-missing = { $what } is missing: an application signs in with tenant, client id and secret.
cli-remote-nobody = Nobody is signed in at { $url }. Sign in with `nahtlos sign-in`, or give --tenant, --client-id and a secret (NAHTLOS_CLIENT_SECRET or --secret-file).
cli-remote-refused = The center refused: { $text } (code { $code }, HTTP { $status }, request { $request })
cli-remote-no-token = The sign-in was refused: { $text } (code { $code }, HTTP { $status })
cli-remote-unreachable = { $url } cannot be reached: { $what }. Is the center running there?
cli-remote-unsure = { $url } did not answer: { $what }. It may have been done all the same; look before you repeat it (request { $request }).
cli-subscription-later = The center took the change and is still at it: { $place }
cli-order-line = Line { $line } ({ $item }) cannot be bought: { $text } ({ $code })
cli-order-failed = Order group { $group } failed: { $text } ({ $code })
cli-order-item = { $count ->
    [0] { $item } is not for sale to this customer.
   *[other] { $item } has several availabilities, name one: { $known }
  }
cli-licence-off = --off belongs to one SKU: give only one --add with it.
cli-sign-in-open = Open this address in a browser and sign in there:
cli-sign-in-nobody = Nobody signed in. Begin again with `nahtlos sign-in`.
cli-sign-in-no-refresh = The center gave no lasting sign-in.
cli-sign-in-close = Signed in. You can close this page.
cli-sign-in-refused = The sign-in did not succeed: { $text }
cli-sign-in-done = Signed in. Kept in { $file }
cli-evidence-written = Written: { $file }
cli-evidence-next = Signed by the key { $key }. Whoever gets the file checks it with `nahtlos evidence verify { $file } --key { $key }`, and asks the center for that fingerprint.
cli-evidence-checking = Checking the evidence
cli-evidence-of = Evidence of the move { $move } of { $customer }, { $entries ->
    [one] one entry
   *[other] { $entries } entries
  } in its journal:
cli-evidence-count = { $count }
cli-evidence-signed = Signed by the key { $key }. Nobody said which key it must be: compare it with the center’s (`nahtlos evidence key`), or give it with --key.
cli-evidence-signed-as-expected = Signed by the expected key { $key }.
cli-evidence-unfinished = The move is not finished: { $state }.
cli-evidence-whole = Everything holds.
cli-evidence-broken = The evidence does not hold.

cli-audit-exported = { $count ->
    [one] One section of the trail
   *[other] { $count } sections of the trail
  } written to { $file }.
cli-audit-whole = Everything fits: { $entries } entries, { $seals } seals.
cli-audit-broken = The trail is not whole. Read: { $entries } entries, { $seals } seals.
cli-audit-line = Line { $line }: { $reason }.
cli-audit-signature = The signature of the section of { $scope } (line { $line }) does not fit: { $reason }.
cli-audit-cut-off = The file ends within a section, or has none.
cli-audit-number = { $scope }: number { $expected } was looked for, { $number } found. From here on something is missing or out of place.
cli-audit-entry = { $scope }: entry { $number } is the first whose content does not fit its hash.
cli-audit-seal = Seal { $number } of { $partner } does not fit its hash.
cli-audit-vouched = A seal of { $partner } vouches for another entry { $number } of { $scope } than the one that stands there.
cli-audit-unsealed = { $scope }: entries { $from } to { $to } are not sealed yet.
cli-audit-signed = Signed with the certificate { $thumbprint }.
cli-delegation-asked = The customer's administrator answers at { $url }, signed in at its own tenant.
cli-webhook-time = “{ $text }” is no time. Write it like 2027-01-31T00:00:00Z.
cli-webhook-replayed = { $count ->
    [0] Nothing was accepted in that time: nothing goes out again.
    [one] One message goes out again.
   *[other] { $count } messages go out again.
  }
cli-catalogue-diff = { $kind }: { $added } added, { $changed } changed, { $removed } removed
cli-catalogue-version = Applied as version { $version }.
cli-catalogue-unchanged = The same file was applied last: nothing to do.
cli-catalogue-dry = Nothing was written: this was only a look.
cli-move-begun = The move { $id } has begun. It is planned now.
cli-move-not-planned = The move { $id } has begun and has no plan. Where services would be lost, `nahtlos move losses { $id }` names them. Try another policy with `nahtlos move replan { $id } --policy FILE.toml`, or give it up with `nahtlos move abandon { $id }`.
cli-losses-none = No service would be lost.
cli-losses-yes = yes
cli-losses-no = no
cli-losses-planned = There is a plan so. `nahtlos move losses { $id } --accept SERVICE --plan` plans it with exactly the services that are named.
cli-losses-not-planned = There is no plan so:
cli-move-first-dates = First dates
cli-move-more-dates = { $count ->
    [one] and one more: `nahtlos move status { $id }`
   *[other] and { $count } more: `nahtlos move status { $id }`
  }
cli-account-made = The account { $name } is made; it is tested now.
cli-account-removed = The account { $name } is deleted.
cli-account-unknown = You have no account "{ $account }". `nahtlos account list` shows yours.
cli-account-untested = not tested since its last change
cli-account-works = works{ $has-organization ->
    [yes] { " " }({ $organization }), { $time }
   *[no] , { $time }
}
cli-account-fails = does not work ({ $time }): { $problem }
cli-move-expected = { $left ->
    [one] { $left } user
   *[other] { $left } users
} until { $time }, as fast as the service lets
cli-move-approve-next = Look at it, then say yes: `nahtlos move approve { $id } --plan { $digest }`
cli-move-plan = { $total } (version { $version }, { $why })
cli-move-approved = by { $by }, { $time }
cli-move-limits = up to { $more } more, { $days ->
    [0] no day later
    [one] one day later
   *[other] { $days } days later
  }, { $users ->
    [0] no user otherwise
    [one] one user otherwise
   *[other] { $users } users otherwise
  }
cli-move-steps = { $done } of { $total } done
cli-move-steps-title = Steps
cli-move-why-title = Why it stands still
cli-move-tasks-title = Open tasks
cli-move-waits-until = Nothing is to be done before { $time }. It goes on by itself.
cli-move-waits = It goes on by itself as soon as something happens that it waits for.
cli-move-halt-next = Once that is put right: `nahtlos move resume { $id }`. For another plan, made from the present: `nahtlos move replan { $id }`.
cli-move-halt-proposal = A plan from the present waits for a yes: `nahtlos move approve { $id } --plan { $digest }`. To go on by the plan that holds: `nahtlos move resume { $id }`.
cli-move-no-plan = The move { $id } has no plan yet. Plan it with `nahtlos move replan { $id }`.
cli-move-approve-what = This is approved: the plan { $digest }, { $total }. Later plans may differ without another yes: { $limits }.
cli-move-approve-ask = Type yes to approve, anything else to leave it:
cli-move-approve-yes = yes
cli-move-approve-left = Nothing was approved.
cli-move-approve-terminal = Nobody can be asked here. Name the plan that is approved: --plan DIGEST; `nahtlos move status { $id }` shows it.
cli-move-task-done = done by { $by }, { $time }
cli-move-task-open = open
cli-move-task-over = no longer needed: its step is over
