# Accounts at other services
desk-accounts = Accounts at other services
desk-accounts-lead = With an account, moves are carried out at another service: at the real Partner Center, or at another center.
desk-no-accounts = There is no account. Every move is carried out at this center. Add an account to have moves carried out at another service.
desk-account-add = Add an account
desk-account-intro = The account is your own tenant's at the other service. What opens it is kept encrypted and is never shown again, not even to you.
desk-account-change = Change the account
desk-account-change-intro = What you change holds for every move that is carried out there, from its next step on. Test the account afterwards.
desk-account-test = Test it now
desk-account-remove = Remove the account
desk-account-back = Back to the account

# Its fields
desk-account-field-name = Name
desk-account-hint-name = As you call it, such as Live.
desk-account-field-tenant = Your tenant there
desk-account-hint-tenant = A GUID, or one of its domains.
desk-account-field-client-id = Application there
desk-account-hint-client-id = The client id of the application that is registered in your tenant there.
desk-account-field-client-secret = Secret of the application
desk-account-hint-client-secret = None where the application is a public client.
desk-account-field-refresh-token = Refresh token
desk-account-hint-refresh-token = What the sign-in of your user gave (secure application model). Without it the application is on its own, and may not do all that a move needs.
desk-account-hint-stays = Left empty, it stays as it is.
desk-account-field-partner-center = Partner Center API
desk-account-field-graph = Graph
desk-account-field-login = Sign-in
desk-account-hint-address = Left empty: { $address }

# What is known of it
desk-account-kind = Signs in as
desk-account-kind-application = an application on its own
desk-account-kind-user = a user, through an application
desk-account-key = Encrypted with the key
desk-account-made = Added
desk-account-renewed = Credentials of
desk-account-tested = Last test
desk-account-works = works
desk-account-fails = does not work
desk-account-untested = not tested
desk-account-found-organization = It works: signing in and reading were possible. The service says that the account is of { $organization }.
desk-account-found-works = It worked at its last test: signing in and reading were possible.
desk-account-found-problem = It did not work at its last test: { $problem }
desk-account-found-nothing = It was not tested since its last change. Test it before a move is carried out there.
desk-column-service = Service
desk-column-tenant = Tenant
desk-column-test = Last test
desk-column-tested = Tested
desk-work-account = The account is tested

# What was done, and what is asked before
desk-said-account-made = The account was added. Test it now.
desk-said-account-removed = The account was removed.
desk-ask-account-remove = Remove the account { $name }?
desk-effect-account-gone = What opens it is deleted here. No move can be carried out there any more, nor can a campaign begin one, unless you add the account anew.
desk-effect-account-moves = It is removed only if no open move is carried out there. Moves that have ended keep their journal and their evidence.
desk-effect-account-there = At the service nothing changes. If nobody needs the application's secret and the user's consent any more, take them away there.

# Where a move is carried out
desk-field-account = Where it is carried out
desk-field-account-hint = At this center, or at another service with one of your accounts.
