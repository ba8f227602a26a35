# Dienste, die ein Plan nähme
desk-losses = Dienste, die verloren gingen
desk-losses-lead = Ein Plan nimmt niemandem einen Dienst. Wo nichts Angebotenes alles hat, was Benutzer haben, können Sie hier sagen, was verloren gehen darf; sonst geht nichts verloren.
desk-losses-none = Es gibt einen Plan, in dem niemand einen Dienst verliert.
desk-losses-accepted = { $count ->
    [one] Es gibt einen Plan, in dem ein Dienst verloren gehen darf; dazu haben Sie Ja gesagt. Nehmen Sie das Ja zurück, um ohne ihn zu planen.
   *[other] Es gibt einen Plan, in dem { $count } Dienste verloren gehen dürfen; dazu haben Sie Ja gesagt. Nehmen Sie ein Ja zurück, um ohne ihn zu planen.
  }
desk-losses-no-plan = Mit dem, was bisher verloren gehen darf, gibt es keinen Plan.
desk-losses-reasons = Warum es keinen gibt
desk-losses-which = Einzeln
desk-losses-accept = Diese dürfen verloren gehen
desk-losses-accept-hint = Was nicht angekreuzt ist, behalten alle, die es haben. Wer den Umzug für den Kunden annimmt, sieht die Liste.
desk-losses-users = { $count ->
    [0] Heute hat ihn niemand.
    [one] Ein Benutzer hat ihn heute:
   *[other] { $count } Benutzer haben ihn heute:
  }
desk-losses-instead = Am nächsten kommt: { $what }.
desk-losses-plan = Mit diesen Verlusten planen
desk-losses-not-enough = Mit diesen allein gibt es keinen Plan. Was sonst noch verloren gehen müsste, steht dabei.
