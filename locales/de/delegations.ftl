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
