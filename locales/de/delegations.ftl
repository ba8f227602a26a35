# Delegierte Verwaltung in einzelnen Rollen: die Seite, auf der ein Administrator des Kunden sie genehmigt oder ablehnt. Was das Formular
# der Einladungen auch sagt, steht dort.

delegation-kind = Delegierte Verwaltung
delegation-heading = { $partner } möchte Ihr Verzeichnis in bestimmten Rollen verwalten
delegation-from = Beantragt von { $partner } ({ $domain }) unter dem Namen { $name }
delegation-lasts = { $days ->
    [one] Sie gilt einen Tag, von Ihrer Genehmigung an.
   *[other] Sie gilt { $days } Tage, von Ihrer Genehmigung an.
}
delegation-extends = { $days ->
    [one] An ihrem Ende verlängert sie sich um einen Tag, immer wieder, bis jemand sie beendet.
   *[other] An ihrem Ende verlängert sie sich um { $days } Tage, immer wieder, bis jemand sie beendet.
}
delegation-ends = An ihrem Ende ist sie vorbei; sie verlängert sich nicht von selbst.
delegation-roles = Diese Rollen werden beantragt
delegation-means = Was das bedeutet
delegation-means-groups = Der Partner gibt diese Rollen Gruppen seiner eigenen Leute. Wer in einer solchen Gruppe ist, hat in Ihrem Verzeichnis die Rechte der Rolle.
delegation-means-subscriptions = Mit Ihren Abonnements und Rechnungen hat das nichts zu tun.
delegation-means-end = Sie können sie jederzeit beenden. Dann sind sofort alle Rechte weg.
delegation-form-lead = Melden Sie sich als globaler Administrator Ihres Unternehmens an, um zu antworten. Sie genehmigen alle Rollen oder keine.
delegation-form-approve = Genehmigen
delegation-state-approvalPending = Wartet auf Ihre Antwort
delegation-state-active = Genehmigt
delegation-state-over = Vorbei

# Mails: an die Administratoren des Kunden und an die Administrator-Agenten des Partners.
delegation-mail-roles = Die Rollen
delegation-mail-button = Anfrage ansehen und antworten
delegation-mail-link = Anfrage ansehen und antworten: { $link }
delegation-mail-until = Ein globaler Administrator Ihres Unternehmens kann bis zum { $until } antworten. Ohne Antwort verfällt die Anfrage, und nichts ändert sich.
delegation-mail-proposed-subject = { $provider } hat delegierte Verwaltung vorbereitet: { $name }
delegation-mail-proposed-partner = Ihr Anbieter { $provider } hat für Sie die Beziehung { $name } vorbereitet. Genehmigen Sie sie, oder lehnen Sie sie ab, mit POST /v1.0/tenantRelationships/delegatedAdminRelationships/{ $id }/requests (action approve oder reject). Erst dann kann der Kunde gefragt werden.
delegation-mail-asked-subject = { $partner } möchte Ihr Verzeichnis in bestimmten Rollen verwalten
delegation-mail-asked-customer = { $partner } ({ $domain }) möchte Ihr Verzeichnis in bestimmten Rollen verwalten und beantragt das unter dem Namen { $name }.
delegation-mail-reminder-subject = Erinnerung: { $partner } wartet auf Ihre Antwort
delegation-mail-reminder-customer = Am { $since } hat { $partner } ({ $domain }) unter dem Namen { $name } beantragt, Ihr Verzeichnis in bestimmten Rollen zu verwalten. Aus Ihrem Unternehmen hat noch niemand geantwortet.
delegation-mail-approved-subject = Delegierte Verwaltung genehmigt: { $name }
delegation-mail-approved-customer = Ein Administrator Ihres Unternehmens hat genehmigt, dass { $partner } ({ $domain }) Ihr Verzeichnis unter dem Namen { $name } in bestimmten Rollen verwaltet.
delegation-mail-approved-partner = { $customer } hat die Beziehung { $name } genehmigt. Sobald sie aktiv ist, können Sie deren Rollen Ihren Gruppen zuweisen.
delegation-mail-declined-subject = Delegierte Verwaltung abgelehnt: { $name }
delegation-mail-declined-partner = { $customer } hat die Beziehung { $name } abgelehnt.
delegation-mail-withdrawn-subject = { $partner } hat die Anfrage zurückgenommen
delegation-mail-withdrawn-customer = { $partner } ({ $domain }) möchte Ihr Verzeichnis nicht mehr unter dem Namen { $name } verwalten. Es ist nichts zu tun.
delegation-mail-ending-subject = Delegierte Verwaltung endet am { $end }: { $name }
delegation-mail-ending-customer = Die Beziehung { $name }, durch die { $partner } ({ $domain }) Ihr Verzeichnis in bestimmten Rollen verwaltet, endet am { $end }. Sie verlängert sich nicht von selbst. Soll { $partner } weitermachen, muss er Sie neu fragen.
delegation-mail-ending-partner = Die Beziehung { $name } zu { $customer } endet am { $end }, und mit ihr alle Rechte Ihrer Gruppen dort. Sie verlängert sich nicht von selbst: Schalten Sie die automatische Verlängerung ein, oder fragen Sie { $customer } neu.
delegation-mail-expired-subject = Delegierte Verwaltung ist zu Ende: { $name }
delegation-mail-expired-customer = Die Zeit der Beziehung { $name } ist vorbei. { $partner } ({ $domain }) hat durch sie keine Rechte mehr in Ihrem Verzeichnis.
delegation-mail-expired-partner = Die Zeit der Beziehung { $name } zu { $customer } ist vorbei. Ihre Gruppen haben durch sie dort keine Rechte mehr.
delegation-mail-terminated-subject = Delegierte Verwaltung wurde beendet: { $name }
delegation-mail-terminated-customer = Die Beziehung { $name } wurde beendet. { $partner } ({ $domain }) hat durch sie keine Rechte mehr in Ihrem Verzeichnis.
delegation-mail-terminated-partner = Die Beziehung { $name } zu { $customer } wurde beendet. Ihre Gruppen haben durch sie dort keine Rechte mehr.
