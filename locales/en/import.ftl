# What an estate import finds missing, contradictory or assumed (finding-…), and what it asks (question-…).
finding-pageMissing = The last page of { $what } says that another one follows, and none was given. Fetch the address after @odata.nextLink in { $file } and give that page too.
finding-usersMissing = No list of users was given.
finding-subscriptionsMissing = No list of subscriptions was given.
finding-seatsWithoutSubscription = No subscription accounts for the seats of { $sku }; they stand under an id of their own until the answers say more.
finding-subscriptionLeftOut = A subscription of { $sku } is not in the estate because a question about it is open.
finding-licenseLeftOut = Licences called “{ $name }” of { $users ->
        [one] one user
       *[other] { $users } users
    } are not in the estate because nobody has said which SKU that is.
finding-subscriptionInactive = A subscription of { $sku } with { $seats ->
        [one] one seat
       *[other] { $seats } seats
    } is not active ({ $status }) and supplies nothing.
finding-noSeats = A subscription of { $sku } ({ $status }) has no seats and is left out.
finding-assignmentFailed = An assignment of { $sku } to { $users ->
        [one] one user
       *[other] { $users } users
    } is in the state { $state } ({ $error }).
finding-assignmentUnknown = For { $users ->
        [one] one user
       *[other] { $users } users
    } the export does not say which licences come through a group and which service plans are off; all count as direct and on unless it says otherwise.
finding-noUsageLocation = { $users ->
        [one] One user who holds licences has no usage location.
       *[other] { $users } users who hold licences have no usage location.
    }
finding-unknownSku = The products file lacks { $name } ({ $seats } seats, { $users } licences).
finding-renewalUnknown = { $subscriptions ->
        [one] Of one subscription nobody knows whether it renews; it counts
       *[other] Of { $subscriptions } subscriptions nobody knows whether they renew; they count
    } as renewing when deadlines are set.
finding-termUnknown = { $subscriptions ->
        [one] The term of one subscription is unknown.
       *[other] The terms of { $subscriptions } subscriptions are unknown.
    }
finding-overAssigned = { $sku }: { $held } licences, but only { $seats } seats.
finding-consumedDiffers = { $sku }: the vendor counts { $consumed } licences, the users hold { $held }.
finding-prepaidDiffers = { $sku } ({ $status }): the vendor counts { $seats } seats, the subscriptions have { $subscriptions }.
finding-countsDiffer = { $sku }: two lists differ ({ $what }: { $first } and { $second }); the first counts.
finding-subscriptionTwice = A subscription is described twice in different ways ({ $places }).
finding-endedButActive = A subscription of { $sku } is active although it ended on { $end }.
finding-statesDiffer = { $sku }: assigned licences and assignment states of { $users ->
        [one] one user
       *[other] { $users } users
    } do not go together.
finding-usersDiffer = The users export and the directory disagree about { $users ->
        [one] one user
       *[other] { $users } users
    } ({ $what }); the directory counts.
finding-answerDiffers = { $key }: an export says { $given }, the answers say { $answered }; the answers count.
finding-severalTenants = The exports are of several tenants, or of another one than the customer's.
finding-trial = A trial of { $sku } with { $seats ->
        [one] one seat
       *[other] { $seats } seats
    } is kept until it ends.
finding-free = A free or self-service subscription of { $sku } is kept.
finding-boughtByUser = A subscription of { $sku } was bought by one of the customer's own users, so directly from the vendor.
finding-endless = A subscription of { $sku } ends so far in the future that it counts as without end.
finding-endIsRenewalDate = { $sku }: the renewal date { $end } counts as the end of the term.
finding-newCommerce = { $subscriptions ->
        [one] One subscription is taken to be new commerce.
       *[other] { $subscriptions } subscriptions are taken to be new commerce.
    }
finding-companySku = { $sku } applies to the whole company, not to users, and is left out.
finding-groupFromMembers = The group { $group } was not exported or lacks a licence; it is made from its { $members ->
        [one] one member
       *[other] { $members } members
    } instead.
finding-alsoDirect = { $members ->
        [one] One member holds
       *[other] { $members } members hold
    } { $sku } directly as well as through the group { $group }; it counts as one licence, the group's.
finding-severalGroups = { $users ->
        [one] One user holds
       *[other] { $users } users hold
    } { $sku } through several groups; it counts as one licence, the first group's.
finding-guests = { $users ->
        [one] One guest who holds licences is planned for like everybody.
       *[other] { $users } guests who hold licences are planned for like everybody.
    }
finding-blockedUsers = { $users ->
        [one] One user whose sign-in is blocked keeps the licences.
       *[other] { $users } users whose sign-in is blocked keep their licences.
    }
finding-deletedUsers = { $users ->
        [one] One deleted user is left out.
       *[other] { $users } deleted users are left out.
    }
finding-usersRepeated = { $users ->
        [one] One user given more than once with the same data counts once.
       *[other] { $users } users given more than once with the same data count once.
    }
finding-unusedSeats = { $sku }: { $unused } of { $seats } seats are consumed by nobody.
finding-customerFromExport = The customer's { $what } is taken from the exports: { $value }.

question-customerId = Which tenant is it? The customer's tenant id.
question-customerName = What is the customer's company called?
question-customerCountry = Which country is the customer in? It is the market of the price list: two letters, such as "DE".
question-customerCurrency = Which currency does the customer pay in? Three letters, such as "EUR".
question-productName = Which SKU is it? Not exactly one SKU of the products file has this name. A SKU id, or "none" if it is no licence.
question-owner = Who is this tenant? It sold subscriptions, and is neither you nor a partner you named.
question-channel = Where was it bought? The export names no owner.
question-ownTenantChannel = Where was it bought? The export names the customer's own tenant as owner, which no reseller does.
question-description = Which description counts? The exports describe it in different ways.
question-quantity = How many seats has it? The export does not say.
question-end = When does it end? The first day without it, such as 2027-01-31, or "none". The export does not say.
question-start = When did it begin? A day such as 2026-01-31. Unknown counts as long ago.
question-autoRenew = Does it renew by itself at its end? Unknown counts as renewing when deadlines are set, and stays a risk.
question-termDuration = Which term has it?
question-generation = Which generation of the vendor's commerce is it? Unanswered counts as newCommerce.
