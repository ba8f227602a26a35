# Groups of a customer's tenant, and the licences that they give
desk-groups = Licences by group
desk-groups-lead = Whoever is a member of a group has the licences that it gives, and loses them with the membership.
desk-no-groups = There is no group here.
desk-column-group = Group
desk-column-licences = Licences
desk-group-members = Members
desk-group-state-all-have = every member has them
desk-group-state-some-without = some have none
desk-group-licences = What the group gives
desk-group-gives-nothing = The group gives no licence.
desk-group-intro = Choose what the group gives from now on, or no longer gives. What its members gain and lose is shown first; nothing changes before you say so.
desk-group-wrong-add = Choose a licence of the tenant that the group does not give yet.
desk-group-wrong-remove = Choose a licence that the group gives.
desk-group-wrong-many = The group has more than { $count } members. Change its licences through the API, which does not show each of them first.
desk-group-do = { $count ->
    [0] Change the group; nothing changes for its members
    [one] Change the group, and licences of one user
   *[other] Change the group, and licences of { $count } users
  }
desk-group-faults = Members without a licence of the group
desk-group-fault-count = There was no free seat.
desk-group-fault-exclusive = Another licence of theirs excludes it.
desk-group-fault-dependency = A licence that it builds on is missing.
desk-group-fault-other = Another licence of the group did not go.
desk-work-group = The group's licences are changed
