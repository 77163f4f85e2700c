### Deutsch: jedes Wort, das Quarterdeck zeigt. Zahlen, Beträge und Daten kommen fertig geschrieben an.

## Wie Werte zusammengesetzt werden

number-percent = { $number } %
number-multiple = { $number }×
# Zu wenige Beobachtungen, um viel zu sagen.
measure-few = ~{ $value }
measure-days = { $days } Tage
measure-days-short = { $days } T
# Beträge mehrerer Währungen, die nicht umgerechnet werden konnten.
measure-parts = { $first } + { $rest }

# Eine Währung mit Zeichen, und eine, die nur einen Code hat (oder ein Zeichen aus Buchstaben).
money-by-symbol = { $sign }{ $amount }{ "\u00A0" }{ $unit }
money-by-code = { $sign }{ $amount }{ "\u00A0" }{ $unit }
# Zahl und Einheit bleiben in einer Zeile. Die kurze Form: 512 €, 48,2 k€, 1,28 M€. Der Betrag trägt eines der Wörter darunter.
money-short = { $sign }{ $amount }{ $unit }
money-ones = { $amount }{ "\u00A0" }
money-thousands = { $amount }{ "\u00A0" }k
money-millions = { $amount }{ "\u00A0" }M
money-billions = { $amount }{ "\u00A0" }Mrd{ "\u00A0" }

date-day = { $day }. { $month } { $year }
date-day-short = { $weekday } { $day }. { $month }
date-weekday = { $weekday }
date-day-of-week = { $weekday } { $day }.
date-day-month = { $day }. { $month }
date-week = KW{ $week }
date-day-long = { $weekday } { $day }. { $month } { $year }
date-read = { $day } ({ $distance })
date-today = heute
date-ahead = in { $count ->
    [one] 1 Tag
   *[other] { $count } Tagen
 }
date-ago = vor { $count ->
    [one] 1 Tag
   *[other] { $count } Tagen
 }

period-all = gesamt

## Kennzahlen: Name, Kopf für eine schmale Spalte, Formel, Zählweise

kpi-calls-made = Anrufe
kpi-calls-made-short = Anrufe
kpi-calls-made-formula = Anrufe, die geführt wurden
kpi-calls-made-convention = Gezählt am Tag des Anrufs, für die Person, die ihn geführt hat. Geplante Anrufe zählen nicht.
kpi-meetings-booked = Termine gebucht
kpi-meetings-booked-short = gebucht
kpi-meetings-booked-formula = Termine und Demos, die in den Kalender eingetragen wurden
kpi-meetings-booked-convention = Gezählt am Tag der Buchung, für die Person, die den Termin hält, ob er stattfand oder nicht.
kpi-meetings-held = Termine gehalten
kpi-meetings-held-short = Termine
kpi-meetings-held-formula = Termine und Demos, die stattgefunden haben
kpi-meetings-held-convention = Gezählt am Tag des Termins, für die Person, die ihn gehalten hat.
kpi-proposals-sent = Angebote gesendet
kpi-proposals-sent-short = Angebote
kpi-proposals-sent-formula = Angebote, die gesendet wurden
kpi-proposals-sent-convention = Gezählt am Tag des Versands, für die Person, die es gesendet hat.
kpi-on-time-rate = Pünktlich erledigt
kpi-on-time-rate-short = pünktlich
kpi-on-time-rate-formula = Bis zu ihrem Tag erledigte Termine und Nachfassungen ÷ alle fälligen
kpi-on-time-rate-convention = Gezählt am Tag der Fälligkeit, sobald er vorbei ist, für die Person, die es tut, und für die, die es in den Kalender einer anderen gelegt hat; im Vertriebsinnendienst auch das der Betreuten. Was nach seinem Tag verschoben wurde, war zu spät; was abgesagt oder nie geplant war, zählt nicht.
kpi-won-value = Gewonnen
kpi-won-value-short = gewonnen
kpi-won-value-formula = Summe der Beträge, die für gewonnene Deals gutgeschrieben wurden
kpi-won-value-convention = Gezählt am Tag des Abschlusses. Geld wird nach Umsatzanteilen gutgeschrieben: Ein Deal, der nicht
    aufgeteilt ist, gehört ganz der zuständigen Person. Anzahlen und Quoten bleiben bei ihr, mit vollen Beträgen. Andere
    Währungen werden zum Kurs dieses Tages umgerechnet.
kpi-sourced-value = Vermittelt
kpi-sourced-value-short = vermittelt
kpi-sourced-value-formula = Summe der Herkunftsanteile an gewonnenen Deals
kpi-sourced-value-convention = Gezählt am Tag des Abschlusses, für die Person, die den Lead oder die Idee brachte. Sie steht neben dem
    Gewonnenen und nimmt davon nichts.
kpi-quota-attainment = Zielerreichung
kpi-quota-attainment-short = erreicht
kpi-quota-attainment-formula = Gewonnen, wie gutgeschrieben, ÷ Vorgabe
kpi-quota-attainment-convention = Geld zählt nach Umsatzanteilen. Die Vorgabe ist die Summe der Ziele, die im Zeitraum liegen. Bei
    einem Team ist es das eigene Ziel des Teams oder, ohne ein solches, die Summe der Ziele seiner Mitglieder.
kpi-win-rate = Abschlussquote
kpi-win-rate-short = Quote
kpi-win-rate-formula = Gewonnene Deals ÷ gewonnene und verlorene Deals
kpi-win-rate-convention = Gezählt am Tag des Abschlusses, für die zuständige Person. Weniger als 5 Deals sagen wenig und tragen ein ~.
kpi-avg-deal-size = Mittlere Dealgröße
kpi-avg-deal-size-short = Ø Deal
kpi-avg-deal-size-formula = Beträge gewonnener Deals ÷ gewonnene Deals
kpi-avg-deal-size-convention = Gezählt am Tag des Abschlusses, für die zuständige Person, mit vollen Beträgen. Deals ohne Betrag bleiben
    außen vor.
kpi-pipeline-coverage = Pipeline-Deckung
kpi-pipeline-coverage-short = Deckung
kpi-pipeline-coverage-formula = Offene Pipeline mit erwartetem Abschluss im Zeitraum ÷ Rest der Vorgabe
kpi-pipeline-coverage-convention = Offene Deals von heute, nach erwartetem Abschluss. Ohne Vorgabe, oder sobald sie erreicht ist, gibt es
    keinen Wert.
kpi-open-count = Offene Deals
kpi-open-count-short = offen
kpi-open-count-formula = Deals in einer offenen Phase
kpi-open-count-convention = Stand heute, unabhängig vom Zeitraum.
kpi-open-value = Offene Pipeline
kpi-open-value-short = Pipeline
kpi-open-value-formula = Summe der Beträge offener Deals
kpi-open-value-convention = Stand heute, unabhängig vom Zeitraum. Andere Währungen werden zum heutigen Kurs umgerechnet.
kpi-weighted-value = Gewichtete Pipeline
kpi-weighted-value-short = gewichtet
kpi-weighted-value-formula = Summe von Betrag × Wahrscheinlichkeit offener Deals
kpi-weighted-value-convention = Stand heute, unabhängig vom Zeitraum. Es gilt die Wahrscheinlichkeit des Deals, sonst die seiner Phase; jeder
    Deal wird kaufmännisch gerundet, dann wird addiert.
kpi-won-count = Deals gewonnen
kpi-won-count-short = Erfolge
kpi-won-count-formula = Deals, die gewonnen wurden
kpi-won-count-convention = Gezählt am Tag des Abschlusses, für die zuständige Person.
kpi-lost-count = Deals verloren
kpi-lost-count-short = verloren
kpi-lost-count-formula = Deals, die verloren wurden
kpi-lost-count-convention = Gezählt am Tag des Abschlusses, für die zuständige Person.
kpi-avg-sales-cycle-days = Mittlerer Verkaufszyklus
kpi-avg-sales-cycle-days-short = Zyklus
kpi-avg-sales-cycle-days-formula = Tage vom Beginn bis zum Abschluss ÷ gewonnene Deals
kpi-avg-sales-cycle-days-convention = Gezählt am Tag des Abschlusses, für die zuständige Person. Deals ohne Starttag bleiben außen vor.
kpi-median-sales-cycle-days = Median des Zyklus
kpi-median-sales-cycle-days-short = Zyklus Med.
kpi-median-sales-cycle-days-formula = Der mittlere Wert der Tage vom Beginn bis zum Abschluss
kpi-median-sales-cycle-days-convention = Die Hälfte der gewonnenen Deals dauerte länger. Bei gerader Anzahl ist es das Mittel der beiden in der Mitte.
kpi-sales-velocity = Vertriebstempo pro Tag
kpi-sales-velocity-short = Tempo/Tag
kpi-sales-velocity-formula = Offene Deals × mittlere Dealgröße × Abschlussquote ÷ mittlerer Verkaufszyklus
kpi-sales-velocity-convention = Offene Deals von heute, der Rest nach dem Tag des Abschlusses im Zeitraum.

# Eine Formel oder Zählweise, wie sie oben steht.
kpi-said = { $text }
# Was nicht gezählt werden konnte.
left-out-no-amount = { $count ->
    [one] 1 Deal ohne Betrag
   *[other] { $count } Deals ohne Betrag
 }
left-out-no-probability = { $count ->
    [one] 1 Deal ohne Wahrscheinlichkeit
   *[other] { $count } Deals ohne Wahrscheinlichkeit
 }
left-out-no-start = { $count ->
    [one] 1 Deal ohne Starttag
   *[other] { $count } Deals ohne Starttag
 }
left-out-no-rate = { $count ->
    [one] 1 Deal in einer Währung ohne Kurs
   *[other] { $count } Deals in einer Währung ohne Kurs
 }
left-out-no-quota = Im Zeitraum liegt kein Ziel.

# Die zwei Seiten eines Verhältnisses.
kpi-part-quota = Vorgabe
kpi-part-quota-left = Rest der Vorgabe
kpi-part-closed = Gewonnene und verlorene Deals
kpi-part-kept = Bis zu ihrem Tag erledigt
kpi-part-promised = Fällige Termine und Nachfassungen
kpi-part-won-amounts = Beträge gewonnener Deals
kpi-part-won-with-amount = Gewonnene Deals mit Betrag
kpi-part-won-with-days = Gewonnene Deals mit beiden Tagen
kpi-part-cycle-days = Tage vom Beginn bis zum Abschluss, gesamt
kpi-part-due = Offene Deals mit erwartetem Abschluss im Zeitraum

## Was bei einem Deal als Nächstes zu tun ist

deal-next-won = Gewonnen am { $day }. Hier bleibt nichts zu tun.
deal-next-lost = Verloren am { $day }. Hier bleibt nichts zu tun.
deal-next-overdue = Der nächste Schritt ({ $kind }) ist seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
 } überfällig: erledigen oder neu terminieren.
deal-next-none = Es gibt keinen nächsten Schritt: einen planen.
deal-next-none-passed = Der Abschluss war für den { $day } erwartet, und es gibt keinen nächsten Schritt: einen planen und den Abschluss neu
    terminieren.
deal-next-none-stalled = Seit { $days } Tagen in { $stage }, und es gibt keinen nächsten Schritt: einen planen.
deal-next-passed = Der Abschluss war für den { $day } erwartet: neu terminieren oder abschließen.
deal-next-stalled = Seit { $days } Tagen in { $stage }: nachfragen, woran es liegt.
deal-next-today = Der nächste Schritt ist heute: { $kind }.
deal-next-later = Alles in Ordnung. Der nächste Schritt ist am { $day }: { $kind }.
deal-next-undated = Der nächste Schritt ({ $kind }) hat keinen Tag: einen festlegen.

## Das Cockpit: der Rahmen

banner-demo = Beispielteam: einfach umsehen, nichts davon wird behalten. { KEY("quit") } beendet.
frame-needs = ! { $count } { $count ->
    [one] zu tun
   *[other] zu tun
 }
frame-won = { $quarter } { $won }
frame-goal = { $quarter } { $won } von { $goal }  { $share }
frame-now = jetzt { $standing }
frame-gap = Lücke { $gap }, { $days ->
    [one] 1 Arbeitstag
   *[other] { $days } Arbeitstage
 }
scope-all-reps = alle
scope-team = Team { $name }
scope-me = ich
waiting = liest …
working = arbeitet …
working-at = { $percent } %
busy = Es läuft noch etwas. Bitte warten, bis es fertig ist.
done-run = Erledigt: { $what }. { KEY("undo") } nimmt es zurück.
deal-filtered = { $deal } ist da, aber der Filter lässt ihn aus. Esc zeigt alle Deals.
deal-elsewhere = { $deal } ist da, aber nicht unter den gezeigten Deals: { KEY("who") } wählt, wessen, { KEY("now") } welcher Zeitraum.
done-undone = Zurückgenommen: { $what }. { KEY("redo") } holt es zurück.
done-redone = Wiederhergestellt: { $what }.
said-after = { $first } { $then }
remark-namesake = „{ $name }“ heißt auch ein anderer Eintrag ({ $kind }).
remark-new = Neu ({ $kind }): „{ $name }“.
remark-place = Damit verlässt { $rep } am { $on } { $place }.
remark-owed = { $count ->
    [one] Eine Pflicht ist jetzt offen.
   *[other] { $count } Pflichten sind jetzt offen.
}
remark-duty = { $people ->
    [one] Eine Person schuldet jetzt „{ $duty }“, { $count ->
        [one] einmal.
       *[other] { $count }-mal.
    }
   *[other] { $people } Leute schulden jetzt „{ $duty }“, { $count }-mal.
}
remark-off = { $count ->
    [one] Eine offene Pflicht ist abgesagt.
   *[other] { $count } offene Pflichten sind abgesagt.
}
remark-left = Ausgeschieden und darum nicht im Team von { $what }: { $names }.
remark-ask = Kommt auf Wunsch ins Team von { $what }: { $names }.
remark-waits = „{ $deal }“ wartet jetzt darauf, angenommen zu werden, von: { $function } ({ $names }).
remark-waits-nobody = „{ $deal }“ wartet jetzt darauf, angenommen zu werden, und niemand im Team ist: { $function }.
remark-only-stage = Alles, was sie schulden, wird bis „{ $stage }“ erwartet, der einzigen offenen Phase. Gibt es andere, jeder Pflicht ihre geben: quarterdeck set role-duty NAME stage=…
remark-leaves = Noch bei { $rep }: { $deals ->
        [one] 1 offener Deal
       *[other] { $deals } offene Deals
    } und { $accounts ->
        [one] 1 Firma
       *[other] { $accounts } Firmen
    }. Das anderen geben; „quarterdeck report staffing“ und die Besetzung (Ansicht 8) zeigen, was offen ist.
remark-no-overlay = Von { $names } war kein Anteil für die Hilfe bei „{ $deal }“ da, den man wegnehmen könnte.
remark-no-sourcing = Von { $names } war kein Anteil für das Einbringen von „{ $deal }“ da, den man wegnehmen könnte.
remark-share-unseen = { $names } sieht weder „{ $deal }“ noch, was daraus wird. Ins Team dafür holen: quarterdeck assign "{ $deal }" NAME
config-not-kept = Die Einstellung konnte nicht gespeichert werden: { $detail }. Sie gilt bis zum Beenden.
config-not-read = Die gemerkten Filter waren nicht zu lesen: { $detail }
list-position = { $at } von { $count }
list-empty = Hier ist nichts.
failure-advice = { $key } versucht es noch einmal, { KEY("quit") } beendet.
too-small = Das Terminal ist zu klein.
too-small-sizes = Es hat { $present }, nötig sind { $needed }.
too-small-advice = Bitte vergrößern, oder { KEY("quit") } drücken.
empty-import = Zum Start { KEY("palette") } drücken und „Erste Schritte“ oder „Dateien importieren“ wählen.

days-short = { $days }T

## Das Cockpit: die Ansichten

column-pipeline = Pipeline
column-stage = Phase
column-deals = Deals
column-person = Person
column-function = Funktion
column-load = Last
column-duties = Pflichten
column-access = Zugriff
column-member = mit
column-added = kommt dazu
column-contract = Verträge
column-case = Fälle
column-category = Bereich
column-duty = Aufgabe
column-covered-by = macht
column-side = Sache von
column-value = Wert
column-weighted = gewichtet
column-rep = Person
column-deal = Deal
column-amount = Betrag
column-close = Abschluss
column-owner = zuständig
column-next-step = nächster Schritt
column-age = Tage
column-probability = Wahrsch.
column-signals = Signale
column-account = Firma
column-name = Name
column-day = Tag
column-kind = Art
column-about = worum
column-outcome = Ergebnis
column-reasons = warum
column-seat = Platz
column-to-do = zu tun
column-at = wann
column-to-goal = zum Ziel
column-gap = Lücke
column-needs = To-do
column-commit = Zusage
column-coverage = deckt
column-calls = Calls
column-meetings = Term.
column-next = danach
# Beträge mehrerer Währungen, wo kein Platz ist, sie aufzuzählen.
cell-mixed = gemischt

pane-today = Heute
pane-today-help = Der eigene Tag, und die Deals, die etwas brauchen: ohne nächsten Schritt, mit einem überfälligen, nach dem erwarteten
    Abschluss oder zu lange in ihrer Phase. Bei einem Team: eine Zeile je Person, die größte Lücke zuerst. Lücke ist, was zum
    Ziel des Quartals fehlt, Zusage, was darin versprochen ist, Deckung, wie oft die offenen Deals des Quartals die Lücke
    ausgleichen.

pane-today-empty = Nichts ist geplant, und kein offener Deal wartet. Hier erscheinen der Tag und die Deals, bei denen etwas zu tun ist. { KEY("plan") } plant die Woche.
today-today = HEUTE
today-planned = { $hours } h geplant
today-planned-of = { $hours } h von { $capacity } geplant
today-carried = mitgenommen { $count }
today-free = nichts für heute
today-overdue = ÜBERFÄLLIG
today-cover = FÜR ABWESENDE
today-tomorrow = MORGEN
today-week = REST DER WOCHE
today-later = NACH DIESER WOCHE
today-undated = OHNE TAG
today-any-time = jederzeit
today-late = seit { $days } T
today-hours = { $hours } h
today-with = mit { $name }
today-agenda-empty = Nichts ist geplant. Hier erscheinen Anrufe, Termine und nächste Schritte; { KEY("palette") } „Neue Aktivität“ plant sie.
today-no-deal = Dazu gehört kein Deal.
today-needs = ZU TUN
today-needs-them = HANDLUNGSBEDARF
today-needs-count = { $count }, nach Betrag
today-alarm = { $kpi }: { $count } in fünf Arbeitstagen, sonst { $usual }.
today-dry = Die Pipeline wäre bis { $on } leer.
today-only-you = Sonst sieht das niemand.
today-since = SEIT { $day }
today-news-empty = Kein Deal wurde gewonnen, verloren, bewegt oder begonnen: Solches erscheint hier. { KEY("pane-pipeline") } zeigt die Deals.
today-won = { $who } gewinnt { $deal }
today-lost = { $who } verliert { $deal }
today-moved = { $deal } von { $who } jetzt in { $stage }
today-started = { $who } beginnt { $deal }
today-team = TEAM
today-team-order = { $quarter }; Anrufe und Termine dieser Woche
today-team-empty = Niemand ist in diesem Team. Hier erscheinen seine Leute, eine Zeile je Person; { KEY("palette") } „Personen im Team“ legt sie an.
today-nothing-next = nichts geplant
today-blocked = blockiert: { $what }, { $days } T

need-no-step = kein Schritt
need-step-overdue = Schritt { $days } T überfällig
need-close-passed = fällig vor { $days } T
need-stalled = stockt { $days } T
need-idle = ruht { $days } T
need-untouched = unberührt { $days } T
need-pushed = { $count }× verschoben
need-hand-off = wartet auf Annahme, { $days } T
need-big = groß ohne Treffen
need-band = { $role } fehlt
need-with-key = { $why } ({ $key })

pane-sprint = Sprint
pane-sprint-help = Die Woche einer Person: was zu tun, begonnen, blockiert und erledigt ist, und wie viel vom Plan das ist. { KEY("view") } zeigt
    sie Tag für Tag, dann die Wochen des ganzen Teams, { KEY("week-earlier") } { KEY("week-later") } { KEY("week-now") } eine andere Woche. „+“ kam nach dem Start, „↷2“ wurde zweimal
    mitgenommen, „!“ eilt, „✗“ geht nicht, wann es geplant ist. Was in keiner Woche ist, wartet im Vorrat, links von den anderen.
pane-sprint-empty = Für diese Woche ist nichts geplant. { KEY("plan") } schlägt vor, was hineinpasst, { KEY("new-item") } schreibt Neues auf, { KEY("goal") } sagt, wofür die Woche da ist, { KEY("start-week") } beginnt sie.
pane-sprint-nobody = Niemand ist in diesem Team. Hier erscheinen die Wochen seiner Leute, eine Zeile je Person.
lane-backlog = Vorrat
lane-todo = Zu tun
lane-doing = In Arbeit
lane-blocked = Blockiert
lane-done = Erledigt
lane-empty = –
lane-backlog-empty = Nichts wartet. Hier steht, was für keinen Tag und keine Woche geplant ist: { KEY("new-item") } schreibt es auf, { KEY("item-on") } nimmt es in die Woche.
lane-any-day = Irgendwann
lane-day = ein Tag
lane-day-empty = Nichts geplant. { KEY("new-item") } plant etwas für diesen Tag.
day-away = abwesend bis { $day }
day-cover = { $cover } vertritt
day-no-cover = keine Vertretung
day-holiday = Feiertag
day-until = bis { $time }
clash-overlap = überschneidet sich
clash-away = in Abwesenheit
clash-holiday = am Feiertag
item-has-time = Was eine Uhrzeit hat, steht nach ihr. { KEY("edit-item") } ändert sie.
sprint-title = Sprint { $week } · { $rep }
sprint-goal = Ziel: { $goal }
sprint-no-goal = noch kein Ziel: { KEY("goal") } setzt eins
sprint-had-no-goal = kein Ziel
sprint-planning = in Planung: { KEY("start-week") } beginnt sie
sprint-ends = am Ende: { KEY("close-week") } schließt sie ab
sprint-closed = beendet
sprint-closed-by-clock = von der Uhr beendet
sprint-started-by-clock = von der Uhr begonnen
sprint-day = Arbeitstag { $at } von { $count }
sprint-days = { $count } { $count ->
    [one] Arbeitstag
   *[other] Arbeitstage
 }
sprint-planned = geplant { $count }
sprint-done = erledigt { $count } ({ $share })
sprint-added = dazu { $count }
sprint-dropped = gestrichen { $count }
sprint-carried = mitgenommen { $count }
sprint-carried-on = weitergetragen { $count }
sprint-backlog = Vorrat { $count }
sprint-any-day = ← irgendwann { $count }
sprint-hours = { $load } h von { $capacity } h
sprint-over-wip = ! { $count } begonnen, höchstens { $limit }
sprint-burndown = übrig { $line }
sprint-pace-left = { $hours } h
sprint-pace-even = bei gleichem Tempo { $hours } h
sprint-counted = { $counted }/{ $target }
sprint-more = noch { $count }
sprint-waits = wartet
sprint-waits-for = wartet auf { $owner }
sprint-since = { $what }, { $days } T
sprint-drag-nowhere = { $deal }: über einer anderen Spalte loslassen. Esc lässt es hier.
sprint-drag-before = { $deal } kommt vor { $name }. Esc lässt es hier.
sprint-drag-last = { $deal } kommt ans Ende. Esc lässt es hier.
sprint-left = nicht mehr dabei
sprint-review = Rückblick
sprint-ended-carried = { $what }: weitergetragen
sprint-ended-returned = { $what }: zurück in den Vorrat
sprint-ended-dropped = { $what }: gestrichen
sprint-ahead = voraus
sprint-ahead-none = in den nächsten sechs Wochen kein Vertrag zu senden und kein Abschluss zu erwarten
sprint-close = Abschluss
sprint-no-week = nicht geplant
sprint-blockers = { $count }: { $first } …
sprint-team = Sprint { $week } · Team
sprint-team-done = { $begun } von { $people } haben begonnen · erledigt { $count } von { $planned } ({ $share })
line-item = Neuer Punkt
line-item-help = was, wen betrifft es, wann, wie lange: Demo Acme Fr 11:00 1h; 20 Anrufe
line-item-deal = zu { $deal }
line-item-elsewhere = in { $week }, nicht in { $shown }
line-blocker = Was es aufhält
line-blocker-help = worauf es wartet, @ und wer das lösen kann; nichts hebt es auf
line-goal = Wofür die Woche da ist
line-goal-help = in einer Zeile; nichts nimmt es weg
blocker-is = blockiert: { $what }
blocker-by = blockiert: { $what } · { $owner } kann es lösen
blocker-lifted = nicht mehr blockiert
blocker-nothing = Auch sagen, was es aufhält.
blocker-nobody = Niemand oder mehr als eine Person heißt „{ $name }“: mehr vom Namen schreiben.
blocker-not-here = Nur was in einer Woche zu tun ist, kann blockiert sein.
item-not-counted = Das wird nicht gezählt. { KEY("edit-item") } gibt ihm eine Zahl als Ziel.
item-is-done = Das ist erledigt. { KEY("item-back") } holt es zurück in Arbeit.
item-gone = Was gewählt war, ist nicht mehr hier: jemand anders hat es inzwischen verschoben.
item-elsewhere = Erledigt: in { $week } aufgenommen, nicht in { $shown }: { KEY("week-later") } { KEY("week-earlier") } wechseln die Woche. { KEY("undo") } nimmt es zurück.
item-rep-title = Wer es macht
item-rep-lead = Wer macht „{ $name }“ stattdessen?
items-marked = { $count } Aufgaben
lane-title = Wohin
lane-week = { $week }, ab { $day }
lane-none-further = In dieser Richtung gibt es keine Spalte mehr.
drop-title = Streichen
drop-lead = Warum wird „{ $name }“ gestrichen?
drop-not-needed = nicht mehr nötig
drop-called-off = vom Kunden abgesagt
drop-no-time = keine Zeit dafür
drop-somebody-else = jemand anders macht es
finish-title = Im selben Schritt
finish-lead = { $deal } geht nach { $stage }. Was dazu jetzt geplant ist: { $kind }.
finish-done = das ist damit erledigt
finish-stays = das bleibt geplant
stage-lead-done = Erledigt: { $kind }. Wohin geht { $deal }?
item-no-deal = Das betrifft keinen Deal, der weitergehen könnte.
replan-choose = Umplanen
replan-fell-through = fällt aus
replan-ready = bereit zur Unterschrift
replan-cause = Es fällt aus
replan-why = Warum findet „{ $name }“ nicht statt?
cause-nobody-came = niemand kam
cause-ill = jemand ist krank
cause-more-urgent = anderes ist dringender
replan-reason = { $deal } ist bereit zur Unterschrift
replan-no-deal = Das betrifft keinen Deal, der unterschrieben werden könnte.
replan-title = Umplanen · { $name }
replan-free = frei { $when } · { $hours } h
replan-day = heute { $load } h von { $capacity } h
replan-week = Woche { $load } h von { $capacity } h
replan-to = auf { $when }
replan-none-fits = Nichts, was wartet, passt in den Rest dieser Zeit. { KEY("back") } lässt sie frei.
replan-all-fits = Was den Deal abschließt, ist für heute geplant, und nichts muss weichen. { KEY("back") } zeigt den Tag.
close-title = Das Ende von { $week }
close-lead = Was wird aus dem, was nicht erledigt ist?
close-because = weil:
close-help = Tab ändert es, ein Wort sagt, warum gestrichen wird, Enter: weiter
close-why = Sagen, warum es gestrichen wird.
review-of-week = Rückblick auf { $week }
review-ends = Enter beendet die Woche
review-goal-unsaid = – nicht gesagt
review-title = Rückblick { $week }
review-title-team = Rückblick { $team }, { $week }
review-goals = { $met } von { $closed } Zielen erreicht
review-goals-none = Noch keine Woche ist beendet
review-no-deal = kein Deal
review-deals = { $count ->
    [one] { $count } Deal, { $value }
   *[other] { $count } Deals, { $value }
 }
review-won = gewonnen { $deals }
review-moved = vorangekommen { $deals }
review-figures = geplant { $planned }, erledigt { $done } ({ $share })
review-open = noch offen: { $names }
review-stuck = { $name }, { $count }× verschoben
review-of = { $what } ({ $rep })
review-met = Ziel erreicht
review-missed = Ziel verfehlt
review-goal-met = Ziel erreicht: { $goal }
review-goal-missed = Ziel verfehlt: { $goal }
review-keep = beibehalten: { $text }
review-change = ändern: { $text }
review-attempt = ausprobieren: { $text }
review-improvement = nächste Woche: { $text }
review-unsaid = dazu wurde nichts gesagt; { KEY("review-week") } sagt etwas
review-section = Rückblick
review-part-won = Gewonnen
review-part-moved = Vorangekommen
review-part-stuck = Dreimal verschoben
review-part-improvements = Nächste Woche
review-part-none = nichts
fate-carry = mitnehmen
fate-return = Vorrat
fate-drop = streichen
column-done = erledigt

pane-pipeline = Pipeline
pane-pipeline-summary = { $count } offen  { $value }  gewichtet { $weighted }
pane-pipeline-sort = nach { $by }{ $way } · { $view }
view-board = Tafel
view-table = nach Phase
view-list = eine Liste
list-of-all = Alle offenen Deals nach { $by }
pane-pipeline-no-deals = noch keine Deals: { KEY("new-deal") } legt einen an, { KEY("palette") } „Dateien importieren“ holt viele
pane-pipeline-none-seen = keine Deals, die hier zu sehen sind
pane-pipeline-marked = { $count } markiert
pane-pipeline-empty = Noch keine Phasen. Hier erscheinen die Deals, Phase für Phase.
pane-pipeline-nothing-found = So wird kein Deal gefunden. Esc zeigt wieder alle.
pane-pipeline-closed-in = Gewonnene und verlorene sind aus dem Zeitraum oben: { KEY("earlier") } { KEY("later") } { KEY("now") } ändern ihn.
pane-pipeline-help = Jeder offene Deal in seiner Phase, der nächste erwartete Abschluss zuerst. Eine Karte sagt, wer zuständig ist, wie
    lange der Deal schon in der Phase ist, und den nächsten Schritt: ● überfällig oder heute, ○ später, ◌ keiner. „!“ heißt:
    ruht, stockt oder ist unberührt. Gewichtet ist Betrag mal Wahrscheinlichkeit. ↷2: der Abschluss wurde zweimal verschoben.
    Mit der Maus: Strg und ein Klick markiert einen Deal, ebenso ein Klick an seinen linken Rand, wo ✓ steht; ein Deal lässt
    sich in eine andere Phase ziehen, und mit ihm alle, die markiert sind.
sort-close = Abschluss
sort-amount = Betrag
sort-name = Name
sort-next-step = nächstem Schritt
sort-age = Tagen in der Phase
sort-owner = zuständiger Person
sort-stage = Phase
sort-signals = Signalen
sort-probability = Wahrscheinlichkeit
sort-account = Firma
sort-by = nach { $by }
sort-title = Reihenfolge
sort-turn = jetzt; noch einmal dreht sie um
columns-title = Spalten der Tabelle
columns-no-room = hier kein Platz
columns-of-list = nur in der einen Liste

stage-count = { $count } · { $value }
stage-weighted = gewichtet { $value }
stage-idle = { $count } ruhen
stage-stalled = { $count } stocken
stage-empty = keine Deals
drag-to = { $deal } → { $stage }
drag-nowhere = { $deal }: über einer Phase loslassen. Esc lässt ihn hier.
board-closed = abgeschlossen in { $period }
board-closed-all = abgeschlossen, gesamt

deal-no-close = ohne Datum
step-none = ◌ kein Schritt
step-overdue = ● { $kind } überf. { $days }T
step-today = ● { $kind } heute
step-later = ○ { $kind } { $on }
step-untyped = Schritt
signal-idle = ruht { $days }T
signal-stalled = stockt { $days }T
signal-untouched = unberührt { $days }T
deal-pushed = { $on } ↷{ $count }

## Filters of deals

filter-owner = zuständig
filter-team = Team
filter-account = Firma
filter-contact = Kontakt
filter-stage = Phase
filter-amount = Betrag
filter-close = Abschluss
filter-next = nächster Schritt
filter-started = begonnen
filter-agreement = Vertrag
filter-probability = Chance
filter-category = Prognose
filter-pushed = verschoben
filter-reason = Grund
filter-idle = ruht
filter-stalled = stockt
filter-untouched = unberührt
filter-no-step = ohne nächsten Schritt
filter-overdue = Schritt überfällig
filter-today = Schritt heute
filter-no-close = ohne erwarteten Abschluss
filter-no-amount = ohne Betrag
filter-complex = komplex
filter-open = offen
filter-won = gewonnen
filter-lost = verloren
filter-closed = geschlossen
filter-not = nicht { $what }
filter-without = ohne { $what }
filter-me = ich
filter-nobody = niemand
filter-no-one-called = niemand heißt „{ $name }“
filter-no-stage-called = keine Phase heißt „{ $name }“
filter-no-team-called = kein Team heißt „{ $name }“
filter-no-field = „{ $part }“ ist kein Feld. Es gibt { $fields }
filter-no-sign = „{ $part }“ lässt sich so nicht vergleichen: { $example }
filter-no-value = Zu „{ $part }“ fehlt: { $values }
filter-bad-value = „{ $part }“: erwartet wird { $values }
filter-values-name = ein Name: acme, "Hotel Zur Post"
filter-values-stage = der Name einer Phase
filter-values-amount = ein Betrag: 20k, 1,2 mio, €500, none
filter-values-day = ein Tag oder Zeitraum: fr, 12. dez, +2w, kw48, none
filter-values-percent = ein Prozentsatz: 50
filter-values-count = eine ganze Zahl: 2
filter-values-category = pipeline, best-case, commit, closed oder omitted
list-empty-hand-offs = Kein Deal wartet auf Annahme.
list-empty-deals = Kein Deal wird gefunden.
list-empty-open = Kein offener Deal wird gefunden; --all sucht auch unter den geschlossenen.
list-total = { $count ->
    [one] { $count } Deal
   *[other] { $count } Deals
} insgesamt: { $value }
list-shown = { $shown } davon sind zu sehen, --limit sagt wie viele
list-cut = { $shown } von { $count } gezeigt; --limit sagt, wie viele
filter-help = Wörter aus Namen, zuständig:ich stage>=angebot betrag>20k abschluss<fr ruht ohne-schritt; - davor heißt nicht
filters-title = Filter
filters-empty = Noch kein Filter ist gemerkt. { KEY("filter") } sucht Deals, und { KEY("palette") } „diesen Filter merken“ merkt sich wonach.
filters-forget-title = Einen Filter vergessen
filters-forget-help = Enter vergisst den ausgewählten.
filters-name = sein Name
filters-keep-as = diesen Filter als „{ $name }“ merken
filters-replaces = So heißt schon einer: er wird ersetzt.
filters-kept = „{ $name }“ ist gemerkt. Strg-F bringt ihn zurück.
filters-none = Es gibt keinen Filter zu merken: { KEY("filter") } sucht Deals.

activity-call = Anruf
activity-email = Mail
activity-meeting = Termin
activity-demo = Demo
activity-proposal = Angebot
activity-referral-ask = Empfehlung
activity-message = Nachricht
activity-note = Notiz
activity-agreement = Vertrag
activity-follow-up = Nachfassen
activity-call-block = Anrufe
activity-prospecting = Akquise
activity-partner-talk = Partnergespräch
activity-account-care = Kundenpflege
activity-training = Training
activity-coaching = Coaching
activity-duty = Pflicht
activity-free = Aufgabe
activity-planned = geplant
activity-called-off = abgesagt
activity-done = erledigt

category-pipeline = Pipeline
category-best-case = Best Case
category-commit = Zusage
category-closed = geschlossen
category-omitted = ausgelassen

deal-stage = Phase
deal-amount = Betrag
deal-probability = Chance
deal-category = Prognose
deal-closes = Abschluss
deal-closes-on = { $on }
deal-closes-pushed = { $on }, { $count ->
    [one] einmal
   *[other] { $count }-mal
 } verschoben
deal-closed = beendet
deal-reason = weil
deal-owner = zuständig
deal-account = Firma
deal-started = begonnen
deal-agreement = Vertrag
deal-products = Produkte
deal-complexity = Komplexität
deal-missing = fehlt
deal-waits = wartet
deal-waits-for = { $to } angeboten, { $days } Tg.
deal-waits-keys = { $said }; { KEY("accept-deal") } übernimmt, { KEY("return-deal") } gibt zurück
deal-shares = Anteile
deal-line = { $quantity } × { $product }
deal-note = Notiz
deal-next-step = Schritt
deal-signals = Signale
deal-contact = Kontakt
deal-activities = AKTIVITÄTEN
deal-history = VERLAUF
deal-people = PERSONEN
deal-team = TEAM
deal-duties = PFLICHTEN
duty-open = offen
duty-late = überfällig
duty-by = bis { $stage }
duty-done = erledigt am { $on }
duty-marked-by = vermerkt von { $rep }
team-duties = PFLICHTEN
team-splits = ANRECHNUNG
team-missing = ÜBLICHES TEAM
team-owner = zuständig
team-left = ausgeschieden am { $on }
team-owes = { $open } offen, { $done } erledigt
team-nobody = Niemand ist dabei.
joins-now = kommt dazu
joins-if-asked = kommt auf Wunsch
joins-left = ausgeschieden
team-of = Team: { $kind } { $name }
team-people = Wer kommt ins Team?
team-people-lead = Wer ins Team von { $team } kommt, bekommt danach eine Rolle.
team-seats = Welche Rolle?
team-seats-lead = { $name } im Team von { $team }: Was die Rolle schuldet, ist von jetzt an offen.
team-seat-owes-nothing = keine Pflichten
team-seat-owes = { $count ->
    [one] eine Pflicht
   *[other] { $count } Pflichten
}
team-no-seat = keine Rolle
team-owner-stays = Wer zuständig ist, gehört zum Team, auch wer es als Nächstes wird.
team-lead-keys = { KEY("new-record") } neu, { KEY("edit-record") } Rolle oder erledigt, { KEY("delete-record") } heraus, { KEY("next-part") } Firma

history-first = angelegt: { $what }
history-set = { $field } { $new }
history-change = { $field } { $old } → { $new }
history-gone = ein Eintrag, den es nicht mehr gibt ({ $id })
history-stage = Phase
history-amount = Betrag
history-probability = Chance
history-close = Abschluss
history-category = Prognose
history-owner = zuständig
history-met = erfüllt: { $criteria }
history-passed = entfallen („{ $word }“): { $criteria }

pane-team = Team
pane-team-nobody = Noch ist niemand im Team: { KEY("team-new") } fügt jemanden hinzu. Hier stehen alle mit ihren Rollen, mit dem, was ihnen gehört, und dem, was sie schulden.
pane-team-help = Wer macht was: alle Personen und ihre Rollen in offenen Deals und Firmen, was ihnen gehört und was sie schulden, und was
    ihre Stelle erlaubt. Darunter steht, was fehlt, jeweils mit der Taste, die es behebt: Tab führt dorthin. { KEY("view") } zeigt eine
    andere Ansicht, { KEY("find-person") } findet eine Person, { KEY("roles") } zeigt die Rollen, { KEY("role-duties") } die Pflichten.
team-view = Ansicht { $view }
team-view-roles = Rollen
team-view-defaults = übliche Teams
team-view-operations = Sales Operations
team-head = { $people ->
        [one] 1 Person
       *[other] { $people } Personen
    } · { $model }
team-line = Fließband
team-islands = Inseln
team-not-found = Niemand heißt hier so; Esc zeigt wieder alle, { KEY("who") } andere Leute.
team-no-roles = noch keine Rollen
team-reps = { $count ->
        [one] 1 Person
       *[other] { $count } Pers.
    }
team-seat = { $person } · { $role }: { $deals ->
        [one] 1 offener Deal
       *[other] { $deals } offene Deals
    }, { $accounts ->
        [one] 1 Firma
       *[other] { $accounts } Firmen
    }
team-seat-serves = { $person } · { $role }: für { $reps ->
        [one] 1 Person
       *[other] { $reps } Personen
    }, { $deals ->
        [one] 1 offener Deal
       *[other] { $deals } offene Deals
    }, { $accounts ->
        [one] 1 Firma
       *[other] { $accounts } Firmen
    }
team-seat-none = { $person } · { $role }: nirgends
team-person = { $person } darf höchstens: Firmen { $account }, Deals { $deal }, Verträge { $contract }, Fälle { $case }
team-usual = { $reps ->
        [one] das übliche Team von 1 Person, darin { $members }
       *[other] die üblichen Teams von { $reps } Personen, darin { $members }
    }
team-usual-empty = Noch hat niemand ein übliches Team. { KEY("team-new") } sagt, wer mit wem verkauft: sie kommen zu allem Neuen dazu.
team-operations-empty = Noch ist nicht gesagt, worum sich Sales Operations kümmert. { KEY("team-new") } fügt eine Aufgabe hinzu.
team-covered = { $category } { $covered }/{ $all }
team-covered-by-nobody = niemand
team-gaps = { $count ->
        [one] 1 Lücke
       *[other] { $count } Lücken
    }
team-gaps-key = { KEY("next-part") } führt hin
seats-duties = { $done } von { $all } fertig
seats-empty = Nichts: diese Rolle hat die Person nirgends.
gap-no-roles = noch keine Rollen
gap-key = { KEY("open") } { $mend }
gap-role-without-duties = { $role } schuldet nichts
gap-role-without-measure = { $role } wird an nichts gemessen
gap-person-without-job = { $person } hat keine Stelle: nichts ist verboten
gap-person-channels = { $person } ist nur auf einem Weg zu erreichen
gap-person-no-channel = niemand weiß, wie { $person } zu erreichen ist
gap-gone-owes = { $person } ist nicht mehr da und schuldet { $count ->
        [one] eine offene Pflicht
       *[other] { $count } offene Pflichten
    }
gap-overload = { $person } hat { $deals } offene Deals, andere dieser Funktion { $usual }
gap-deal-calls = { $deal }: es fehlt { $function }
gap-deal-stalled = { $deal } steht seit { $days } Tg., es fehlt { $function }
gap-deal-no-owner = { $deal } gehört niemandem
gap-deals-complex = { $count ->
    [one] 1 komplexer Deal: es fehlt { $function }
   *[other] { $count } komplexe Deals: es fehlt { $function }
}
gap-deals-stalled = { $count ->
    [one] 1 stockender Deal: es fehlt { $function }
   *[other] { $count } stockende Deals: es fehlt { $function }
}
gap-deals-no-owner = { $count ->
    [one] 1 offener Deal gehört niemandem
   *[other] { $count } offene Deals gehören niemandem
}
gap-deals-unskilled = { $count ->
    [one] 1 Deal mit neuem Produkt: es fehlt { $function }
   *[other] { $count } Deals mit neuem Produkt: es fehlt { $function }
}
gap-no-usual-team = { $rep } hat kein übliches Team
gap-usual-member-left = { $member } ist gegangen und noch im üblichen Team von { $rep }
gap-usual-member-over = { $member } bekommt bei { $rep } mehr, als die Stelle erlaubt
gap-ops-category = um { $category } kümmert sich niemand
gap-ops-duty = { $duty } gehört niemandem
gap-ops-duty-left = { $duty } gehört { $rep }, nicht mehr da
mend-add-role-duty = fügt eine Pflicht hinzu
mend-add-default-member = fügt jemanden hinzu
mend-add-ops-duty = fügt eine Aufgabe hinzu
mend-edit-default-member = ändert das
mend-edit-ops-duty = sagt, wem
mend-add-channel = fügt einen Weg hinzu
mend-edit-role = sagt, woran
mend-edit-rep = sagt, welche
mend-call = sagt, wer kommen kann
mend-staff = zeigt sie
mend-edit-deal = sagt, wem
mend-person = öffnet die Seite
mend-open = zeigt sie
team-view-staffing = Besetzung
team-view-accounts = Firmen
staffing-head-deals-whole = { $count } offene Deals, keinem fehlt jemand
staffing-head-deals = { $gaps ->
        [one] einem von { $count }
       *[other] { $gaps } von { $count }
    } offenen Deals fehlt jemand
staffing-head-accounts = { $count ->
        [one] 1 Firma
       *[other] { $count } Firmen
    }, { $gaps } ohne Zuständige
staffing-sum-complex = { $count } komplex ohne { $role }
staffing-sum-stalled = { $count } stockend ohne { $role }
staffing-sum-no-owner = { $count } ohne Zuständige
staffing-sum-unskilled = { $count } mit neuem Produkt ohne { $role }
staffing-complete = Niemand fehlt, der gebraucht wird.
staffing-lacks = { $why }, ohne { $role }
staffing-why-complex = komplex
staffing-why-stalled = stockt { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }
staffing-why-no-owner = niemand zuständig
staffing-why-owner-gone = { $name }, zuständig, ist nicht mehr da
staffing-why-unskilled = ein Produkt, das { $name } nicht kennt
staffing-short-complex = komplex
staffing-short-unskilled = neues Produkt
staffing-short-stalled = stockt { $days } T.
staffing-short-no-owner = niemand da
staffing-open = ! frei
staffing-seat = { $role }: { $names }; { KEY("team-new") } zeigt, wer noch passt
staffing-seat-empty = { $role }: niemand; { KEY("team-new") } zeigt, wer passt
staffing-gone = { $name } (nicht mehr da)
staffing-none-missing = niemand fehlt
staffing-others = ohne Platz: { $names }
staffing-no-deals = Kein Deal ist offen: { KEY("pane-pipeline") } führt dorthin, wo einer beginnt. Hier hat jeder eine Zeile mit allen, die eine Rolle darin haben; zuerst die, denen jemand fehlt.
staffing-none-seen = Kein Deal ist offen, der hier zu sehen ist.
staffing-no-accounts = Noch gibt es keine Firmen: { KEY("team-new") } legt eine an. Hier steht jede mit ihrem Team, mit dem, was alle dürfen, wem was angerechnet wird, mit Verträgen und Fällen.
staffing-not-found = Mit diesen Worten wird nichts gefunden.
staffing-empty-help = Tab zeigt Firmen statt Deals; { KEY("view") } zeigt eine andere Ansicht.
staffing-no-roles = Noch gibt es keine Rollen: { KEY("roles") } ist der Ort, an dem sie entstehen.
staffing-choose-seat = Erst einen Platz wählen: die Pfeiltasten gehen von Rolle zu Rolle.
fits-products = verkauft wird: { $products }
fits-nobody = Niemand, der noch da ist, könnte diesen Platz nehmen.
column-missing = fehlt
column-seats = Rollen
column-skill = Können
column-best = am besten
column-weakest = am schwächsten
object-account = Firma
object-deal = Deals
object-contract = Verträge
object-support-case = Fälle
accounts-owner = { $name }, zuständig
accounts-team = TEAM { $count }
accounts-duties = PFLICHTEN { $count }
accounts-splits = WEM ES ANGERECHNET WIRD { $count }
accounts-contracts = VERTRÄGE { $count }
accounts-cases = FÄLLE { $count }
accounts-no-team = niemand; { KEY("team-new") } fügt jemanden hinzu
accounts-no-duties = hier ist nichts offen: was Rollen schulden, kommt mit denen, die einen Platz nehmen
accounts-no-splits = kein Deal, also wird niemandem etwas angerechnet
accounts-no-contracts = keine; { KEY("team-new") } fügt einen hinzu
accounts-no-cases = keine; { KEY("team-new") } fügt einen hinzu
accounts-held-back = { $granted }→{ $may }
split-revenue = Umsatz
split-overlay = zusätzlich
split-sourcing = brachte es
column-job = Stelle
access-people = Was sie dürfen: mit Eigenem oder ihnen Gegebenem (eigen), und mit allem anderen (sonst)
access-otherwise = eigen { $ceiling }, sonst { $otherwise }
access-records = In Teams
mend-ship = holt die üblichen
pane-kpis = KPIs
pane-kpis-nobody = (niemand)
pane-kpis-empty = Noch ist niemand im Team. Hier stehen alle nebeneinander, mit dem, was sie tun, und dem, was daraus wird.
pane-kpis-help = Alle nebeneinander: oben, was jede Person selbst in der Hand hat, darunter, was daraus wird. Enter zeigt die Deals oder
    Aktivitäten hinter der gewählten Zahl, { KEY("explain") } erklärt sie, { KEY("sort") } ordnet die Personen danach. „~“ heißt weniger als 5 Beobachtungen,
    „–“ kein Wert. Offenes ist von jetzt, der Rest aus dem Zeitraum.
kpis-controlled = Selbst in der Hand
kpis-results = Ergebnisse
kpis-together = zusammen
kpis-median = Median { $value }
kpis-columns = Personen als Spalten
kpis-rows = Personen als Zeilen
kpis-all = alle KPIs
kpis-highest = nach { $kpi }, höchste zuerst
kpis-lowest = nach { $kpi }, niedrigste zuerst
kpis-usual-order = Funktion, am meisten gewonnen zuerst
days-from-to = { $start } bis { $end }
kpis-period-to-date = { $period } bis heute
kpis-period-so-far = { $period } bis heute, gegen { $before }
kpis-period-against = { $period }, gegen { $before }
kpis-detail = { $name }: { $kpi } { $value }
kpis-observations = n = { $n }
kpis-before = vorher { $value }
kpis-before-better = besser als vorher { $value }
kpis-before-worse = schlechter als vorher { $value }
kpis-before-same = vorher auch { $value }
kpis-target = Ziel { $value }
kpis-best = ★ bester Wert: { $function }
kpis-whole = { $name } { $value }
legend-change = ▴ besser, ▾ schlechter als vorher
legend-best = ★ bester Wert der Funktion
legend-few = ~ wenige Werte
legend-none = – kein Wert

behind-empty = Nichts wurde gezählt: Hinter dieser Zahl steht kein Deal und keine Aktivität. { KEY("explain") } sagt, was sie zählt.
explain-observations = Beobachtungen
explain-before = vorher
explain-before-value = { $value } in { $period }
explain-left-out = außen vor

## Das Cockpit: Listen, die über einer Ansicht liegen

help-title = Hilfe: { $pane }
help-here = was hier offen ist
palette-title = Was soll geschehen?
palette-empty = Nichts heißt so. Einen Buchstaben löschen oder Esc drücken.
menu-title = Menü
group-look = Genauer hinsehen
group-change = Ändern
group-plan = Planen und festhalten
group-records = Neues und Listen
group-find = Finden
group-show = Ansichten, Personen, Quartale
group-program = Das Programm
stage-title = In eine Phase verschieben
stage-lead = Wohin mit „{ $deal }“?
stage-here = ist hier
deals-of-several-pipelines = Das sind Deals mehrerer Pipelines: nur die von einer markieren.
stage-none-further = In dieser Richtung gibt es keine weitere Phase.
owner-title = Zuständig
owner-lead = { $count ->
    [one] Wer ist für „{ $deal }“ zuständig?
   *[other] Wer ist für { $deal } zuständig?
 }
deals-marked = { $count } Deals
record-new = Neu: { $kind }
records-lead = { KEY("edit-record") } öffnet, { KEY("new-record") } legt an, { KEY("delete-record") } löscht; { KEY("undo") } nimmt es zurück.
records-days = { $first } – { $last }
records-empty = Noch nichts da; { KEY("new-record") } legt an.
stage-deals-go = Wohin gehen die Deals aus { $stage }?
stage-without-deals = Keine Deals darin: löschen
kinds-rep = Personen
kinds-team = Teams
kinds-office = Büros
kinds-membership = Wer wohin gehört
kinds-account = Firmen
kinds-contact = Kontakte
kinds-product = Produkte
kinds-deal = Deals
kinds-activity = Aktivitäten
kinds-pipeline = Pipelines
kinds-stage = Phasen
kinds-deal-line = Produkte des Deals
kinds-deal-contact = Kontakte des Deals
kinds-sprint = Wochen
kinds-absence = Abwesenheiten
kinds-holiday = Feiertage
kinds-template = Vorlagen
kinds-role = Rollen
kinds-role-duty = Pflichten der Rollen
kinds-account-member = Team des Kunden
kinds-deal-member = Team des Deals
kinds-default-member = Übliche Teams
kinds-contract = Verträge
kinds-support-case = Supportfälle
kinds-skill = Fähigkeiten
kinds-channel = Wege zu den Leuten
kinds-ops-duty = Sales Operations
kinds-credit = Anteile am Deal
outcome-title = Was dabei herauskam
outcome-reached = erreicht
outcome-no-answer = niemand da
outcome-left-a-message = Nachricht hinterlassen
outcome-call-back-later = später noch einmal
outcome-wrong-person = falsche Person
outcome-not-interested = kein Interesse
outcome-next-step-agreed = nächster Schritt vereinbart
outcome-interested = interessiert
outcome-want-a-price = wollen einen Preis
outcome-need-to-think = überlegen noch
outcome-no-show = niemand kam
outcome-sent = verschickt
outcome-answered = beantwortet
outcome-seat-left = niemand hat die Rolle mehr
outcome-deal-closed = der Deal ist abgeschlossen
outcome-not-owed = nicht mehr nötig
activity-title = Welcher Art
step-another = weitere Aktivität
step-none-planned = Nichts ist geplant, das erledigt sein könnte. { KEY("next-step") } plant den nächsten Schritt.
step-past = Was als Nächstes kommt, ist heute oder später.
step-done = { $kind } erledigt
step-outcome = { $kind }: { $outcome }
step-plan = { $kind }
step-assumed = { $kind } (vermutet)
step-planned = { $kind } geplant
step-next = dann: { $kind }
step-minutes = { $minutes } min
step-note = Notiz: { $note }
step-saved = Gespeichert: { $what } · { $deal }. { KEY("undo") } nimmt es zurück.
conflict-title = Jemand war schneller
conflict-lead = { $who } hat „{ $name }“ inzwischen geändert; nichts wurde überschrieben.
conflict-both = { $field }: dort { $theirs }, hier { $yours }.
conflict-theirs = { $field }: dort { $theirs }.
conflict-more = Und { $count } weitere.
conflict-leave = lassen, wie es dort ist
conflict-save = speichern, was hier steht
gate-lead = Was { $stage } verlangt:
gate-word = der Rest entfällt, weil:
gate-own = ein anderer Grund:
gate-help = Leertaste hakt ab, ein Wort lässt den Rest durch, Enter verschiebt
gate-not-met = Nicht alles ist abgehakt. Abhaken oder in einem Wort sagen, warum es entfällt.
gate-no-reason = Den Grund nennen: Leertaste auf einem Grund, oder einen eigenen eintippen.
line-deal = Neuer Deal
line-deal-help = Firma oder Deal, Betrag, Abschluss: Acme 48k 12. dez
line-amount = Betrag
line-amount-help = 48k, 48.000 oder USD 1,2m
line-split = Umsatzanteile
line-split-help = bavo 60 sander 40; zusammen 100 %, die zuständige Person dabei
line-overlay = Zusatzanteile
line-overlay-help = mila 20; fürs Helfen, zusätzlich zum Betrag, beliebig viel
line-sourcing = Herkunft
line-sourcing-help = mila 20; für die Person, die den Lead oder die Idee brachte
line-split-none = Niemand hat einen Anteil
line-split-left = Bisher { $total }, noch { $rest } zu vergeben
line-split-over = { $total }, { $rest } zu viel
line-split-owner = { $name } ist zuständig: auch diesen Namen nennen, mit 0, wenn nichts bleibt
line-split-nobody = Niemand im Team heißt { $name }
line-split-several = { $name } kann heißen: { $some }
line-split-twice = { $name } ist zweimal genannt
line-close = Erwarteter Abschluss
line-close-help = fr, 12. dez, eom oder 2026-12-12; +2w zählt ab heute
line-closes = Abschluss { $day }
line-no-team = { $name }: zuerst braucht es ein Team. { KEY("send") } zeigt die ersten Schritte; was hier steht, bleibt erhalten.
line-outdated = „{ $what }“ wurde inzwischen geändert: dort { $now }, hier { $yours }. { KEY("send") } speichert den eigenen Wert.
line-close-was = bisher { $day }
line-since = Was sich geändert hat seit
line-since-help = fr, 2. nov, -2w oder 2026-11-02
since-day = seit { $day }
since-ahead = „{ $part }“ kommt erst noch. Gefragt ist ein vergangener Tag: fr, 2. nov oder -2w.
line-step = Nächster Schritt
line-step-help = demo Preise fr 11:00 30m; ohne Art ist es ein Anruf
line-after = Und dann
line-after-help = demo fr 11:00; anderer Text wird eine Notiz; oder nichts
line-note = eine Notiz dazu ({ KEY("next-field") })
draft-kept = Nicht gespeichert, aber für das nächste Öffnen dieser Zeile behalten: { $text }
line-activity = Aktivität
line-activity-help = worüber, wann, wie lange; ein Tag, der kommt, plant sie: Preise gestern 30m
typed-no-day = „{ $part }“ ist kein Tag. Etwa: fr, 12. dez oder +2w.
typed-no-such-day = Diesen Tag gibt es nicht: { $part }.
typed-day-out-of-range = { $part } liegt zu fern: bekannt sind Tage von 1990 bis 2099.
typed-no-duration = „{ $part }“ ist keine Dauer. Etwa: 30m oder 1h30.
typed-no-percentage = „{ $part }“ ist kein Prozentsatz, der sich nehmen lässt: von 0 bis 100, mit höchstens zwei Nachkommastellen. Unter 1 gehört das Zeichen dazu: 0,5%
typed-bad-number = „{ $part }“ ist kein Betrag, der sich lesen lässt. Etwa: 48k oder 48.000 EUR.
typed-no-currency = „{ $part }“ nennt keine Währung, und das Team hat noch keine. Etwa so: EUR { $part }.
typed-two-amounts = „{ $part }“ lässt sich auf zwei Weisen lesen: { $grouped } oder { $decimal } schreiben.
typed-negative = { $part } liegt unter null.
typed-out-of-place = Für „{ $part }“ ist hier kein Platz.
line-fault = { $fault } In "Anführungszeichen" ist es Text.
typed-no-time = „{ $part }“ ist keine Uhrzeit. Zum Beispiel 11:00 oder 14 Uhr.
typed-no-number = „{ $part }“ ist keine ganze Zahl.
typed-not-one-of = „{ $part }“ gibt es nicht. Möglich: { $words }.
reason-title = Warum
reason-won = { $count ->
    [one] „{ $deal }“ ist gewonnen. Warum?
   *[other] { $deal } sind gewonnen. Warum?
 }
reason-lost = { $count ->
    [one] „{ $deal }“ ist verloren. Warum?
   *[other] { $deal } sind verloren. Warum?
 }
reason-own = ein anderer Grund: „{ $reason }“
close-reason-price = Preis
close-reason-product = Produkt
close-reason-relationship = Beziehung
close-reason-timing = Zeitpunkt
close-reason-delivery = Lieferung
close-reason-competitor = Wettbewerb
close-reason-no-budget = kein Budget
close-reason-no-decision = keine Entscheidung
close-reason-our-follow-up = unser Nachfassen: wir waren zu langsam
who-title = Wen zeigen?
who-empty = Niemand heißt so. Einen Buchstaben löschen oder Esc drücken.
me-title = Wer handelt?
me-help = Die eigenen Deals stehen vorn, und was geschieht, wird unter diesem Namen notiert. Er bleibt und lässt sich in den Einstellungen ändern.
me-now = Ab jetzt handelt { $name }.
me-unknown = Niemand heißt „{ $name }“: { KEY("settings") } sagt, wer handelt.
me-unknown-near = Niemand heißt „{ $name }“: { KEY("settings") } sagt, wer handelt. { $nearest }?
settings-title = Einstellungen
settings-help = Zuerst das Eigene: Enter nimmt den nächsten Wert. Dann, worauf sich das Team geeinigt hat.
setting-theme = Farben
setting-theme-auto = wie das Terminal
setting-theme-dark = dunkel
setting-theme-light = hell
setting-theme-contrast = starker Kontrast
setting-theme-colorblind = bei Farbenblindheit
setting-theme-mono = ohne Farben
setting-language = Sprache
setting-language-auto = wie das System
setting-glyphs = Zeichen
setting-glyphs-auto = was das Terminal kann
setting-glyphs-unicode = Unicode
setting-glyphs-ascii = nur ASCII
setting-mouse = Maus
setting-mouse-on = an
setting-mouse-off = aus
setting-me = Eigener Name
setting-me-nobody = niemand im Team
settings-team = Für das ganze Team
setting-choose = Auswählen
setting-currency = Berichtswährung
setting-fiscal-year-start = Geschäftsjahr beginnt im
setting-time-zone = Zeitzone
setting-won-reasons = Warum Deals gewonnen werden
setting-lost-reasons = Warum Deals verloren gehen
setting-sales-model = Verkaufsmodell
sales-model-island = Inseln
sales-model-assembly-line = Fließband
setting-mission = Wofür das Team da ist
limit-rot-days = Ruht nach
limit-rot-days-help = Ein Deal ruht, wenn länger als so nichts mit ihm geschehen ist.
limit-stall-days = Stockt nach
limit-stall-days-help = Ein Deal stockt, wenn er länger als so in seiner Phase bleibt.
limit-untouched-days = Unberührt nach
limit-untouched-days-help = Ein Deal ist unberührt, wenn länger als so niemand etwas für ihn getan hat und kein Treffen bevorsteht.
limit-push-count = Zu oft verschoben
limit-push-count-help = Wurde der Abschluss eines Deals so oft verschoben, sollte jemand nach dem Grund fragen.
limit-big-deal = Großer Deal ab
limit-big-deal-help = Für einen Deal, der so viel wert ist, sollte ein Treffen bevorstehen.
limit-week-hours = Stunden einer Woche
limit-week-hours-help = So viele Stunden arbeitet jede Person in einer Woche ohne Feiertage: daran misst sich, was geplant ist.
limit-wip-limit = Zugleich begonnen
limit-wip-limit-help = So viele Punkte einer Woche dürfen zugleich in Arbeit sein: vor mehr warnt das Brett.
limit-complex-amount = Komplex ab
limit-complex-amount-help = Ein Deal, der so viel wert ist, ist komplex, wenn niemand gesagt hat, dass er einfach ist.
limit-complex-products = Komplex ab so vielen Produkten
limit-complex-products-help = Ein Deal mit so vielen verschiedenen Produkten ist komplex, wenn niemand gesagt hat, dass er einfach ist.
limit-complex-stakeholders = Komplex ab so vielen Kontakten
limit-complex-stakeholders-help = Ein Deal, bei dem so viele mitreden, ist komplex, wenn niemand gesagt hat, dass er einfach ist.
limit-overload = Zu viel ab
limit-overload-help = Zu viel hat, wer mehr als so viele Male die offenen Deals hat, die in der Funktion üblich sind.
limit-hours = { $hours } h
limit-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
limit-times = { $count }-mal
limit-none = keine Grenze
limit-everyone = Alle
limit-as-everyone = wie alle
limit-own-stages = { $count ->
    [one] { $count } Phase anders
   *[other] { $count } Phasen anders
}
limit-from-today = { $value }, ab heute
line-agreed = Team
line-limit-help = eine Zahl, oder - für das, was ohne sie gilt
line-reasons-help = Gründe mit Kommas dazwischen
line-mission-help = eine Zeile, steht am Anfang jedes Stand-ups; leer nimmt sie zurück
typed-no-reasons = Da sind keine Gründe zu lesen. Bis zu 20, mit Kommas dazwischen.
typed-no-mission = Das ist zu lang oder enthält Zeichen, die niemand sieht. Eine Zeile genügt.
changes-title = Was sich geändert hat · ← seit { $since } → · { $name }
changes-deleted = (gelöscht) { $name }
changes-gone = { $name } ist gelöscht. Wer das Löschen zurücknimmt, bekommt es wieder.
needs-title = Zu tun für { $name } · { $count }
needs-empty = Nichts: Jeder offene Deal hat einen nächsten Schritt vor sich. Was zu spät, still oder ohne Schritt ist, erscheint hier.
times-title = Frei und belegt · { $day }
band-title = Die Band rufen · { $name }
band-complete = Bei diesem Deal fehlt niemand.
band-nobody = niemand kann
band-usual = { $name } (wie meist)
band-knows = kennt { $what }
band-seat = { $role }: { $why }
band-duties = { $count ->
    [one] { $count } Pflicht
   *[other] { $count } Pflichten
}
band-deals = { $count ->
    [one] { $count } Deal
   *[other] { $count } Deals
}
band-cause-complex = komplex
band-cause-unskilled = fremdes Produkt
band-cause-stalled = stockt
complexity-said-simple = einfach, wie jemand gesagt hat
complexity-said-complex = komplex, wie jemand gesagt hat
complexity-amount = komplex durch seinen Betrag
complexity-products = komplex: { $count } Produkte
complexity-stakeholders = komplex: { $count } reden mit
times-first = Erste { $hours } h für { $count ->
    [one] eine Person
   *[other] { $count } Leute zusammen
 }: { $day } { $time }
times-none = In den nächsten zwei Wochen gibt es keine { $hours } h für { $count ->
    [one] eine Person
   *[other] { $count } Leute zusammen
 }.
times-together = zusammen
times-legend = { $free } frei  { $busy } belegt
times-free = { $rep }: { $time } frei
times-busy = { $rep }: { $time } belegt
times-holiday = Feiertag: { $name }
times-nobody = In diesem Team ist niemand. { KEY("back") } geht zurück; { KEY("who") } wählt dort ein anderes.
plan-title = { $week } planen · { $rep }
plan-load = geplant { $load } h von { $capacity } h
plan-over = { $hours } h zu viel
plan-free = { $hours } h frei
plan-empty = Nichts mehr vorzuschlagen: Kein Schritt ist überfällig oder fehlt, kein Meilenstein fällt in diese Woche, der Vorrat ist leer. { KEY("back") } zeigt die Woche; dort schreibt { KEY("new-item") } Neues auf.
plan-closed = Diese Woche ist abgeschlossen; es kommt nichts mehr hinein. { KEY("week-later") } zeigt die nächste.
plan-whose = Nur eine Person hat eine Woche zu planen. { KEY("who") } wählt eine aus.
plan-none-fits = In das, was von dieser Woche übrig ist, passt nichts.
plan-counted = { $what } ×{ $count }
plan-carried-first = übernommen
plan-group-carried = MITGENOMMEN { $count }
plan-group-cover = FÜR ABWESENDE { $count }
plan-group-served = FÜR BETREUTE { $count }
plan-group-deals = DEALS { $count }
plan-group-duties = PFLICHTEN { $count }
plan-group-templates = JEDE WOCHE { $count }
plan-group-backlog = VORRAT { $count }
plan-carried = übernommen ↷{ $count }
plan-cover = für { $rep }, abwesend bis { $day }
plan-served = für { $rep }, { $day }
plan-overdue = überfällig { $days } T
plan-step-overdue = Schritt überfällig { $days } T
plan-no-step = kein nächster Schritt
plan-agreement = Vertrag { $day }
plan-close = Abschluss { $day }
plan-duty-late = Pflicht, überfällig
plan-duty = Pflicht
plan-template = jede Woche
plan-left = bleibt · { $why }
plan-backlog = Vorrat
plan-todo = in der Woche
journal-empty = Noch wurde nichts geändert. Jede Änderung erscheint hier, mit dem, der sie machte; { KEY("open") } zeigt sie und nimmt sie zurück.
jump-title = Gehe zu
jump-help = Einen Teil eines Namens tippen: von Deal, Firma, Kontakt oder Person des Teams. Akzente,
    Großschreibung und kleine Fehler stören nicht.
jump-empty = Nichts und niemand heißt so. Einen Buchstaben löschen oder Esc drücken.
party-title = { $name } · { $count ->
    [one] 1 Deal
   *[other] { $count } Deals
 }
party-empty = Es gibt noch keinen Deal: Hier erscheinen sie. { KEY("palette") } „Neuer Deal“ legt einen an.

## The cockpit: the sales model and hand-offs

team-view-model = Modell
model-head = { $model } · { $waiting } warten
model-empty = Noch gibt es keine offene Phase: { KEY("team-new") } legt eine an. Hier sagt jede, wessen sie ist und an wen sie übergibt.
model-functions = Wessen Phase
model-functions-lead = Wem gehört { $stage }?
model-nobodys = niemandes
model-owners = wer zuständig ist
model-waiting = warten auf Annahme { $count }
model-waiting-none = Kein Deal wartet auf Annahme. Einer, der in die Phase einer anderen Funktion kommt, steht hier mit seinem Alter; { KEY("accept-deal") } nimmt ihn an, { KEY("return-deal") } gibt ihn zurück.
model-nobodys-yet = Noch gehört keine Phase einer Funktion, also wird kein Deal übergeben: { KEY("open") } sagt, wessen eine Phase ist.
model-island-none = Alle verkaufen ihre Deals bis zum Ende. { KEY("sales-model") } gibt Phasen an Funktionen: Dann wird ein Deal, der zu einer anderen Funktion kommt, übergeben und wartet hier.
model-oldest = { $count }, ältester { $days } T
model-met = { $met } von { $count } erfüllt
column-whose = wessen
column-people = Leute
column-hands-on = übergibt an
column-waiting = wartend
column-offered-to = angeboten
column-from = von
column-border = Grenze
column-checklist = Prüfliste
hand-off-takers = Wer ihn annimmt
hand-off-takers-lead = Wer nimmt { $deal } an?
hand-off-offered-to = angeboten
hand-off-returns = Warum er zurückgeht
hand-off-returns-lead = Warum geht { $deal } zurück? Auswählen oder einen anderen Grund tippen.
hand-off-everyone = alle mit { $function }
hand-off-nobody = Niemand im Team hat die Funktion { $function }: Die Seite einer Person sagt, was sie tut.
hand-off-none = Hier wird nichts übergeben: einen Deal auswählen, der auf Annahme wartet.
return-unqualified = nicht qualifiziert
return-missing = etwas fehlt
return-too-early = zu früh
return-wrong-hands = für jemand anderen
gate-hand-off = Er wird an { $function } übergeben. An wen?
gate-note = Nachricht:
near-deal = im Team des Deals
near-usual = im üblichen Team
near-team = im selben Team

## The cockpit: a person

person-title = Person
person-choose = Wen ansehen
person-new = Was ist neu
person-new-of = Was ist neu bei { $name }?
person-week = DIESE WOCHE
person-needs = BRAUCHEN JEMANDEN
person-needs-none = Kein Deal braucht jemanden.
person-more = und { $count } weitere
person-numbers = ZAHLEN
person-numbers-none = Es gibt noch nichts zu zählen.
person-seats = PLÄTZE
person-seats-none = Neben dem Eigenen in keinem Team einer Firma oder eines offenen Deals.
person-duties = PFLICHTEN
person-duties-none = Keine offen, und zuletzt keine erledigt.
person-duties-counted = { $open } offen, { $overdue } überfällig
person-channels = ERREICHBAR
person-channels-gap = Weniger als zwei Wege, sie zu erreichen: { KEY("new-of-person") } legt einen an.
person-skills = FÄHIGKEITEN
person-skills-none = Noch keine bekannt: { KEY("new-of-person") } legt eine an.
person-operations = SALES OPERATIONS
person-operations-none = Nichts davon liegt bei dieser Person.
person-served = ARBEITET FÜR
person-left = seit { $day }
person-away = abwesend
person-covered = vertreten durch { $name }
person-items = Karten
person-hours = Stunden
person-load = geplant von den Stunden, die da sind
person-done = erledigt von geplant, { $added } dazugekommen
person-blocked = blockiert
person-waits = wartet auf { $name }
person-no-role = ohne Rolle
person-gap = Lücke
person-duty-open = offen
person-duty-overdue = überfällig
person-duty-done = erledigt
person-no-number = { KEY("explain") } erklärt eine Zahl: zuerst eine auswählen.
person-not-deleted = Gelöscht wird hier nur eine Fähigkeit oder ein Weg zu jemandem: zuerst eins auswählen.

## Das Cockpit: ein langer Text, hier geschrieben oder im eigenen Editor

long-title = Text
long-note = Notiz · { $deal }
long-help = Lange Zeilen brechen von selbst um; Enter beginnt eine neue.
long-leaving = Noch nicht behalten. Noch einmal Esc verwirft es; jede andere Taste macht weiter.
text-control = Nicht behalten: ein Steuerzeichen steht darin, als Zahl in Klammern gezeigt. Es muss heraus.
text-bidi = Nicht behalten: ein Zeichen darin ordnet Text um, als Zahl in Klammern gezeigt. Es muss heraus.
text-marks = Nicht behalten: ein Buchstabe trägt mehr Zeichen, als irgendeine Schrift braucht. Einige müssen weg.
text-too-long = Nicht behalten: ein Text hat höchstens { $limit } Bytes. Er muss kürzer werden.
editor-none = VISUAL und EDITOR nennen keinen Editor: der Text wird hier geschrieben.
editor-unchanged = Nichts geändert. Ein Editor im Fenster muss warten: code --wait
editor-not-started = { $editor } startete nicht: { $detail }
editor-failed = { $editor } endete mit Code { $code }: nichts geändert.
editor-killed = { $editor } wurde durch Signal { $signal } beendet: nichts geändert.
editor-no-text = { $editor } hinterließ nichts Lesbares: { $detail }
editor-too-much = { $editor } hinterließ viel zu viel Text: nichts geändert.

## Das Cockpit: erster Start und Import

start-welcome = Hier ist noch nichts. Womit beginnen?
start-again = Wohin soll es gehen?
start-sample = Ein Beispielteam ansehen
start-sample-help = Neun Monate erfundener Deals, um alles auszuprobieren. Nichts davon wird behalten.
start-import = Den Export des CRM importieren
start-import-help = CSV-Dateien wählen. Was geschehen würde, ist vorher zu sehen, und es lässt sich zurücknehmen.
start-team = Leer beginnen
start-team-help = Sich und das Team benennen. Deals werden je in einer Zeile getippt oder kommen aus einer Datei.

team-title = Das Team
team-lead = Die Pipeline beginnt mit den Phasen Qualifizieren, Bedarf klären, Anbieten und Verhandeln. { KEY("undo") } nimmt es zurück, wenn es
    nicht passt.
team-started = Willkommen, { $name }. { KEY("new-deal") } legt den ersten Deal an; { KEY("undo") } nimmt alles zurück.
form-legend = * erforderlich
form-whole-help = mehrere Zeilen: im Editor zu schreiben
choice-none = – nichts
form-theirs = Inzwischen steht hier { $value }; Enter behält deins.
form-leave = Noch nicht gespeichert: Enter speichert, noch einmal Esc verlässt.
still-typing = Erst das Getippte: Enter speichert es, Esc verlässt es.
form-needed = Erforderlich.
form-none-so = Nichts heißt „{ $part }“. Einen Buchstaben löschen; { KEY("back") } lässt, was da war.
form-bad-name = Zu lang, oder mit Zeichen, die niemand sehen kann.
form-me = eigener Name
form-me-help = wie er im Team bekannt ist
form-team = Team
form-team-help = wie es sich nennt
form-currency = Währung
form-currency-help = in der Summen stehen; tippen, um eine andere zu finden
form-zone = Zeitzone
form-zone-help = wo der Tag beginnt; eine Stadt tippen, um sie zu finden
form-review-goal = Ziel
form-review-goal-help = + erreicht, - verfehlt, 0 nicht gesagt
form-review-keep = beibehalten
form-review-keep-help = was gut ging und bleibt
form-review-change = ändern
form-review-change-help = was nicht gut ging
form-review-attempt = ausprobieren
form-review-attempt-help = was besser sein könnte
form-review-improvement = nächste Woche
form-review-improvement-help = eines, das anders wird: es steht nächste Woche auf dem Board
form-review-kind = als
form-review-kind-help = welche Art von Aufgabe daraus wird; tippen, um eine andere zu finden
form-encoding = Kodierung
form-encoding-help = wie die Buchstaben gespeichert sind; Leertaste zeigt alle
answer-windows-1252 = Westeuropa, Amerika (windows-1252)
answer-utf-16le = Unicode, wie Excel es speichert (utf-16le)
answer-windows-1250 = Mitteleuropa (windows-1250)
answer-windows-1251 = Kyrillisch (windows-1251)
answer-macintosh = alter Macintosh (macintosh)
answer-shift-jis = Japanisch (shift_jis)
answer-gb18030 = Chinesisch (gb18030)
answer-utf-16be = Unicode, Big-Endian (utf-16be)
form-dates = Daten
form-dates-help = was zuerst steht, wo beides möglich wäre; Leertaste zeigt alle
answer-day-first = Tag zuerst: 31/12/2026
answer-month-first = Monat zuerst: 12/31/2026
form-date-format = oder als
form-date-format-help = nur wenn sie anders aussehen, etwa %d.%m.%y
form-bad-date-format = Tag %d, Monat %m und Jahr %Y (oder %y) nennen, etwa %d/%m/%y.
form-decimal = Dezimalen
form-decimal-help = was vor ihnen steht; Leertaste zeigt alle
answer-dot = nach einem Punkt: 1,234.50
answer-comma = nach einem Komma: 1.234,50
form-negative = unter null
form-negative-help = ob Beträge das sein dürfen; Leertaste zeigt alle
answer-refused = ablehnen
answer-allowed = annehmen
form-strangers = Unbekannte
form-strangers-help = nicht im Team; Leertaste zeigt Antworten
form-stages = neue Phasen
form-stages-help = neue zuletzt; Leertaste zeigt Antworten
answer-made = anlegen
answer-nobody = weglassen: niemand
stage-qualify = Qualifizieren
stage-discover = Bedarf klären
stage-propose = Anbieten
stage-negotiate = Verhandeln
stage-open = Offen
stage-won = Gewonnen
stage-lost = Verloren

import-title-files = Import: welche Dateien?
import-title-settle = Import: wie die Dateien zu lesen sind
import-title-try = Import: was geschehen würde
import-title-refused = Import: nichts wurde importiert
import-title-done = Import: fertig
import-files-advice = tippen, um zu finden, oder ein Pfad
import-files-marked = { $count ->
    [one] 1 Datei markiert
   *[other] { $count } Dateien markiert
 }
import-files-mapping = gelesen mit { $name }
import-files-cut = es steht nicht alles hier: einen Pfad tippen
import-files-none = keine CSV-Dateien hier
import-files-none-so = Nichts heißt hier so. Einen Buchstaben löschen, oder einen Pfad wie ~/Downloads/deals.csv tippen.
import-files-path = Enter geht dorthin. Auch mehrere Pfade sind möglich; einer mit Leerzeichen braucht Anführungszeichen.
files-missing = Bei { $path } ist nichts. Bitte die Schreibweise prüfen.
files-unreadable = { $path } kann nicht gelesen werden: { $detail }. Eine andere Datei wählen, oder die Rechte prüfen.
size-b = { $count } B
size-kb = { $count } kB
size-mb = { $count } MB

import-trying = Liest die Dateien und ändert nichts
import-importing = Importiert
import-looking = sieht erst { $total } Zeilen durch
import-finishing = alle { $total } Zeilen sind gelesen; sie werden eingeordnet
import-rows = { $done } von { $total } Zeilen
import-stop = Esc hält an. Dann wird nichts davon behalten.
import-next-import = Importieren
import-next-good = Importieren, was gut ist
import-next-settle = Leseweise
import-next-files = Andere Dateien
import-next-pipeline = Zur Pipeline
import-next-take-back = Zurücknehmen
import-more = { $count ->
    [one] 1 weitere Zeile ↓
   *[other] { $count } weitere Zeilen ↓
 }
import-changes-new = { $created } neu
import-changes = { $created } neu, { $updated } geändert
import-all-good = { $good ->
    [one] Die eine Zeile ist gut
   *[other] Alle { $good } Zeilen sind gut
 }: { $changes }. Noch ist nichts geändert.
import-some-good = { $good ->
    [one] 1 Zeile ist gut
   *[other] { $good } Zeilen sind gut
 }, { $rejected } { $rejected ->
    [one] ist es
   *[other] sind es
 } nicht. Noch ist nichts geändert.
import-files-refused = { $good ->
    [one] 1 Zeile ist gut
   *[other] { $good } Zeilen sind gut
 }, aber { $files ->
    [one] 1 Datei ist
   *[other] { $files } Dateien sind
 } nicht lesbar. Noch ist nichts geändert.
import-none-good = So lässt sich nichts davon importieren. Nichts wurde geändert.
import-all-here = Nichts Neues: Alles ist schon da.
import-done = Importiert: { $changes }. { KEY("take-back") } nimmt es zurück.
import-done-partly = Importiert: { $changes }. Was unten steht, wurde nicht übernommen. { KEY("take-back") } nimmt alles zurück.
import-read-as = { $file } aus { $source }
import-fates = { $count ->
    [one] 1 Zeile
   *[other] { $count } Zeilen
 }: { $fates }
import-fate-created = { $count } neu
import-fate-updated = { $count } geändert
import-fate-unchanged = { $count } unverändert
import-fate-conflicting = { $count } im Konflikt
import-fate-rejected = { $count } abgelehnt
import-fate-blank = { $count } leer
import-row = Zeile { $line }: { $reason }
import-row-field = Zeile { $line }, { $field }: { $reason }
import-row-value = Zeile { $line }, { $field }: { $reason } ({ $value })
import-more-such = … und { $count } weitere dieser Art
import-conflict = Zeile { $line }, { $name }, { $field }: { $ours } hier, { $theirs } an der Quelle

# Gründe, deren Worte eine Option der Befehlszeile nennen, ohne diese; und was im Cockpit zu tun ist.
why-ambiguous-date = zwei Tage sind möglich
why-ambiguous-number = zwei Zahlen sind möglich
why-negative-amount = unter null
advice-ambiguous-date = „Leseweise“ wählen und sagen, wie Daten geschrieben sind.
advice-ambiguous-number = „Leseweise“ wählen und sagen, was vor den Dezimalen steht.
advice-negative-amount = „Leseweise“ wählen, um sie anzunehmen.
advice-unknown-stage = „Leseweise“ wählen, um Phasen anzulegen, die hier niemand kennt.
advice-unknown-owner = „Leseweise“ wählen: sie kommen ins Team, bleiben weg, oder jemand übernimmt.
advice-missing-currency = „Leseweise“ wählen und die Währung nennen.
advice-invalid-utf8 = „Leseweise“ wählen und die Kodierung nennen.
advice-utf16-without-bom = „Leseweise“ wählen und die Kodierung nennen.
advice-missing-header = Prüfen, ob dies die gemeinte Datei ist. Für einen Export, den noch niemand kennt, ein Mapping schreiben (siehe „Import“
    im README) und seinen Pfad neben den Dateien tippen.
advice-ambiguous-mapping = Den Pfad des passenden Mappings neben den Dateien tippen.

function-lead-generation = Leadgenerierung
function-lead-generation-short = Leads
function-sdr = SDR
function-sdr-short = SDR
function-account-executive = Account Executive
function-account-executive-short = AE
function-customer-success = Customer Success
function-customer-success-short = CSM
function-sales-engineer = Sales Engineer
function-sales-engineer-short = SE
function-executive-sponsor = Executive Sponsor
function-executive-sponsor-short = Sponsor
function-support = Support
function-support-short = Support
function-marketing = Marketing
function-marketing-short = Marketing
function-sales-support = Vertriebsinnendienst
function-sales-support-short = Innend.

job-sales-rep = Vertrieb
job-sdr = SDR
job-customer-success = Customer Success
job-sales-support = Vertriebsinnendienst
job-sales-lead = Vertriebsleitung
job-sales-ops = Sales Operations
job-support = Support
job-executive-sponsor = Executive Sponsor
job-sales-engineer = Sales Engineer
job-marketing = Marketing

class-push = wird gefördert
class-neutral = neutral
class-loss-leader = Lockangebot

urgency-high = dringend
urgency-low = nicht dringend

weekday-mon = Montag
weekday-tue = Dienstag
weekday-wed = Mittwoch
weekday-thu = Donnerstag
weekday-fri = Freitag
weekday-sat = Samstag
weekday-sun = Sonntag

goal-met-met = erreicht
goal-met-missed = verfehlt

account-level-none = nichts
account-level-read = lesen
account-level-edit = ändern
added-always = immer
added-ask = auf Wunsch
added-complex = wenn komplex
contract-draft = Entwurf
contract-sent = verschickt
contract-active = in Kraft
contract-ended = beendet
support-case-new = neu
support-case-working = in Arbeit
support-case-waiting = wartet auf den Kunden
support-case-closed = erledigt
priority-high = hoch
priority-normal = normal
priority-low = niedrig
channel-phone = Telefon
channel-chat = Chat
channel-mail = Mail
channel-backup = Ersatz
ops-category-strategy = Strategie
ops-category-technology = Technik
ops-category-operations = Betrieb
ops-category-performance = Leistung
credit-revenue = Umsatz
credit-overlay = Zusatz
credit-sourcing = Herkunft
profile-builder = Aufbauer
profile-grower = Ausbauer
cost-band-low = niedrig
cost-band-middle = mittel
cost-band-high = hoch
sharing-open = das ganze Team
sharing-private = nur das eigene Team
complexity-simple = einfach
complexity-complex = komplex
side-operations = Sales Operations
side-enablement = Befähigung
deal-level-none = nichts
deal-level-read = lesen
deal-level-edit = ändern
contract-level-none = nichts
contract-level-read = lesen
contract-level-edit = ändern
case-level-none = nichts
case-level-read = lesen
case-level-edit = ändern
measure-quota-attainment = Zielerreichung
measure-won-value = gewonnen
measure-sourced-value = gewonnen aus eigener Quelle
measure-win-rate = Abschlussquote
measure-open-value = offene Pipeline
measure-weighted-value = gewichtete Pipeline
measure-calls-made = Anrufe
measure-meetings-booked = gebuchte Termine
measure-meetings-held = gehaltene Termine
measure-proposals-sent = gesendete Angebote
measure-on-time-rate = pünktlich erledigt
role-account-executive = Account Executive
role-sales-engineer = Sales Engineer
role-executive-sponsor = Executive Sponsor
role-support = Support
role-marketing = Marketing
role-sales-support = Vertriebsinnendienst
role-sdr = SDR
role-lead-generation = Leadgenerierung
role-customer-success = Customer Success
duty-know-the-buyers = Wissen, wer entscheidet, wer es nutzt und wer dagegen ist
duty-write-the-proposal = Das Angebot schreiben
duty-agree-on-terms = Die Bedingungen vereinbaren
duty-check-the-fit = Prüfen, ob es zu dem passt, was sie haben
duty-show-the-product = Das Produkt zeigen
duty-meet-their-executive = Ihre Geschäftsleitung treffen
duty-say-what-is-open = Sagen, was im Support offen ist
duty-send-references = Referenzen schicken
duty-schedule-the-meetings = Die Termine vereinbaren
duty-follow-up = Nachfassen, was vereinbart ist
duty-qualify = Herausfinden, ob sie es brauchen und bezahlen können
duty-say-where-it-came-from = Sagen, woher es kam
duty-plan-the-start = Den Start mit dem Kunden planen

## Das Cockpit: Aktionen (in Hilfe, Palette und Menü) und Hinweise (in der Fußzeile)

action-choose = tun, was die Zeile sagt
action-send = absenden, oder zu dem, was fehlt
action-next-field = nächstes Feld
action-previous-field = voriges Feld
action-edit-long = den Text im eigenen Editor schreiben
action-save-text = den Text behalten
action-note = die Notiz des offenen Deals
action-back = einen Schritt zurück
action-behind = Deals oder Aktivitäten hinter der Zahl
action-open = Gewähltes öffnen
action-filter = Deals nach Wörtern und Feldern finden
action-complete = das Wort ergänzen
action-filters = einen gemerkten Filter wählen
action-save-filter = diesen Filter merken
action-forget-filter = einen gemerkten Filter vergessen
action-sort = andere Reihenfolge
action-columns = Spalten der Tabelle wählen
action-show-column = Spalte zeigen oder verbergen
action-move-column-back = Spalte nach links rücken
action-move-column-on = Spalte nach rechts rücken
action-explain = die Zahl erklären
action-view = andere Darstellung
action-next-part = nächster Teil der Ansicht
action-previous-part = voriger Teil der Ansicht
action-who = jemand anderen zeigen
action-person = die Person ansehen
action-person-here = die Person der Zeile ansehen
action-person-typing = die Person ansehen, um die es in der Zeile geht
action-who-previous = vorige Person oder voriges Team
action-who-next = nächste Person oder nächstes Team
action-earlier = voriges Quartal
action-later = nächstes Quartal
action-now = dieses Quartal, oder gesamt
action-new-item = etwas in die Woche aufnehmen
action-item-on = eine Spalte weiter
action-item-back = eine Spalte zurück
action-item-to = in eine Spalte, eine andere Woche oder den Vorrat
action-block = was es aufhält, oder dass nichts mehr aufhält
action-count = eins mehr davon ist erledigt
action-edit-item = bearbeiten: alle Felder
action-drop-item = streichen, oder löschen, solange geplant wird
action-item-up = in der Spalte eins nach oben
action-item-rep = jemand anders macht es
action-mark-item = markieren oder nicht
action-mark-all-items = alle der Spalte markieren
action-item-down = in der Spalte eins nach unten
action-item-next-week = in die nächste Woche
action-item-backlog = zurück in den Vorrat
action-goal = das Ziel der Woche
action-plan = die Woche planen: was hinein könnte, und warum
action-items-deal = erledigen und den Deal weiterschieben
action-replan = umplanen: etwas fällt aus, oder ein Deal ist bereit zur Unterschrift
action-fell-through = es fällt aus: absagen und die Zeit füllen
action-ready-to-sign = bereit zur Unterschrift: heute planen, was den Deal abschließt
action-take = in die Woche nehmen
action-leave = liegen lassen, oder doch nicht
action-take-over = übernehmen
action-times = wer wann frei ist, nebeneinander
action-appoint = einen Termin zu dieser Zeit machen
action-first-time = zur ersten gemeinsamen Zeit
action-choose-rep = wählen, wer dabei ist
action-choose-all = alle wählen oder niemanden
action-shorter = kürzer
action-longer = länger
action-day-earlier = ein Tag früher
action-day-later = ein Tag später
action-day-now = heute
action-take-all = alles nehmen, was passt
action-templates = was jede Woche wiederkommt
action-absences = Abwesenheiten: wer weg ist, und wer vertritt
action-holidays = Feiertage, eines Büros oder aller
action-roles = Rollen, und woran jede gemessen wird
action-role-duties = was jede Rolle schuldet, und bis wann
action-account-members = Teams der Kunden
action-default-members = wer üblicherweise mit wem verkauft
action-contracts = Verträge
action-support-cases = Supportfälle
action-skills = was die Leute können
action-channels = wie die Leute erreicht werden
action-ops-duties = wofür Sales Operations sorgt
action-credits = Anteile am Deal
action-ship-roles = die üblichen Rollen anlegen, mit dem, was jede schuldet
action-start-week = die Woche beginnen: der Plan steht
action-close-week = die Woche beenden
action-reopen-week = die beendete Woche wieder öffnen
action-review-week = etwas anderes über die beendete Woche sagen
action-team-review = Rückblick auf die Woche des Teams halten
action-next-page = nächste Seite
action-previous-page = Seite davor
action-fate = etwas anderes wird daraus
action-week-earlier = die Woche davor
action-week-later = die Woche danach
action-week-now = diese Woche
action-move-on = den Deal eine Phase weiter
action-move-back = den Deal eine Phase zurück
action-move = den Deal in eine Phase verschieben
action-won = gewonnen: den Deal abschließen
action-lost = verloren: den Deal abschließen
action-accept-deal = den übergebenen Deal annehmen
action-return-deal = den Deal zurückgeben
action-sales-model = Insel oder Fließband
action-owner = den Deal jemandem übergeben
action-team = sehen, wer im Team des Deals ist, und es ändern
action-account-team = sehen, wer im Team der Firma ist, und es ändern
action-amount = Betrag des Deals ändern
action-split = wer wie viel vom Deal bekommt
action-split-overlay = Zusatzanteile fürs Helfen
action-split-sourcing = Anteile fürs Vermitteln
action-close-on = erwarteten Abschluss des Deals ändern
action-edit = Deal bearbeiten: alle Felder
action-delete = Deal löschen
action-band = die Band rufen: wer beim Deal fehlt, und wer kommen könnte
action-band-add = die Angehakten ins Team des Deals aufnehmen
action-band-tick = rufen oder nicht
action-band-other = jemand anderes, der kommen könnte
action-new-record = Anlegen
action-edit-record = Bearbeiten
action-delete-record = Löschen
action-whole-form = Das ganze Formular
action-edit-person = Person bearbeiten
action-new-of-person = Neues zu dieser Person
action-delete-of-person = die ausgewählte Fähigkeit oder den Weg löschen
action-do-duty = die ausgewählte Pflicht ist erledigt
action-show-person = diese Person überall zeigen
action-edit-party = Firma oder Kontakt bearbeiten
action-new-account = Neue Firma
action-new-contact = Neuer Kontakt
action-new-deal-form = Neuer Deal: das ganze Formular
action-new-activity = Neue Aktivität: das ganze Formular
action-reps = Personen im Team
action-teams = Teams
action-places = Wer gehört seit wann zu welchem Team
action-offices = Büros
action-pipelines = Pipelines
action-stages = Phasen der Pipelines
action-products = Produkte
action-deal-lines = Produkte des Deals
action-deal-contacts = Kontakte des Deals
action-deal-members = Team des Deals
action-next-step = nächsten Schritt des Deals planen
action-call = Anruf festhalten, und was dann kommt
action-activity = weitere Aktivität festhalten oder planen
action-do = der nächste Schritt ist erledigt
action-tick = abhaken oder nicht
action-new-deal = neuer Deal
action-copy = Gewähltes kopieren
action-pane-today = Heute
action-pane-sprint = Sprint
action-pane-pipeline = Pipeline
action-pane-kpis = KPIs
action-pane-team = Team
action-find-person = jemanden finden
action-team-new = hinzufügen
action-team-edit = bearbeiten
action-team-delete = löschen
action-changes = was sich geändert hat
action-since = zu einem anderen Tag zurückblicken
action-needs = was zu tun ist
action-jump = zu Deal, Firma, Kontakt oder Person nach dem Namen
action-undo = letzte Änderung zurücknehmen
action-redo = wiederherstellen
action-import = Dateien importieren: Export des CRM
action-sample = das Beispielteam ansehen
action-start = Erste Schritte: Beispielteam, Import, neues Team
action-start-sample = das Beispielteam ansehen
action-start-import = Dateien aus dem CRM importieren
action-start-team = mit einem eigenen Team beginnen
action-mark = die Datei markieren, oder nicht
action-mark-all = alle Dateien markieren
action-mark-deal = Deal markieren
action-mark-all-deals = Alle gezeigten markieren
action-parent = der Ordner darüber
action-take-back = zurücknehmen
action-cancel = anhalten
action-palette = jede Aktion nach Namen
action-help = Hilfe zu dieser Ansicht
action-settings = Einstellungen
action-me = sagen, wer man ist
action-journal = Journal
action-journal-who = wessen Einträge
action-bring-back = wiederherstellen
action-menu = Menü
action-up = nach oben
action-down = nach unten
action-left = nach links
action-right = nach rechts
action-page-up = eine Seite nach oben
action-page-down = eine Seite nach unten
action-first = zum Anfang
action-last = zum Ende
action-redraw = den Bildschirm neu zeichnen
action-suspend = vorübergehend zur Shell
action-quit = beenden
action-standup = das Stand-up halten
action-next-turn = weiter
action-previous-turn = zurück zum Vorigen
action-add-blocker = sagen, was jemanden aufhält
action-ask-help = jemanden um Hilfe bitten
action-topic = ein Thema für später notieren
action-decision = eine Entscheidung notieren
action-praise = jemanden loben
action-turns = in anderer Reihenfolge sprechen
action-end-round = das Stand-up beenden
action-back-to-round = zurück ins Stand-up
action-copy-round = die Zusammenfassung kopieren
action-save-round = die Zusammenfassung in eine Datei schreiben
action-interrupt = sofort beenden, von überall

hint-choose = wählen
hint-send = fertig
hint-field = Feld
hint-edit-long = Editor
hint-save-text = behalten
hint-back = zurück
hint-open = öffnen
hint-behind = was dahinter ist
hint-move = schieben
hint-new = neu
hint-edit = bearbeiten
hint-delete = löschen
hint-whole-form = ganzes Formular
hint-edit-party = bearbeiten
hint-step = Schritt
hint-call = Anruf
hint-do = erledigt
hint-tick = abhaken
hint-accept = annehmen
hint-return = zurück
hint-model = Modell
hint-close = beenden
hint-filter = finden
hint-complete = ergänzen
hint-filters = Filter
hint-changes = geändert
hint-since = seit
hint-sort = ordnen
hint-show-column = zeigen, verbergen
hint-move-column = links, rechts
hint-explain = erklären
hint-view = Sicht
hint-part = Teil
hint-show-person = zeigen
hint-person = Person
hint-who = wer
hint-period = Quartal
hint-week = Woche
hint-block = blockiert
hint-plan = planen
hint-replan = umplanen
hint-take = nehmen
hint-leave = lassen
hint-appoint = Termin
hint-first-time = erste Zeit
hint-choose-rep = wer
hint-length = Dauer
hint-day = Tag
hint-take-all = was passt
hint-band-add = aufnehmen
hint-band-tick = rufen oder nicht
hint-band-other = jemand anderes
hint-fate = anders
hint-mark = markieren
hint-mark-all = alle markieren
hint-parent = höher
hint-undo = zurücknehmen
hint-redo = wiederherstellen
hint-journal-who = wessen
hint-cancel = anhalten
hint-palette = alles
hint-help = Hilfe
hint-quit = Ende
hint-next-turn = weiter
hint-previous-turn = zurück
hint-blocker = blockiert
hint-ask-help = Hilfe
hint-topic = später
hint-decision = beschlossen
hint-praise = Lob
hint-turns = Reihenfolge
hint-end-round = beenden
hint-back-to-round = weitermachen
hint-copy-round = kopieren
hint-save-round = Datei
hint-review-week = Rückblick
hint-team-review = Rückblick

## Tasten, wie sie auf einer Tastatur stehen

key-space = Leer
key-ctrl = Strg-{ $key }
key-alt = Alt-{ $key }
key-none = „{ $action }“
key-f = F{ $number }
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-page-up = Bild↑
key-page-down = Bild↓
key-home = Pos1
key-end = Ende
key-backspace = Rück
key-delete = Entf
key-insert = Einfg
key-tab = Tab
key-shift-tab = Umschalt-Tab
key-enter = Enter
key-esc = Esc

## Arten von Dingen, in anderen Meldungen

kind-setting = Einstellung
kind-rate = Kurs
kind-policy = Richtlinie
kind-goal = Ziel
kind-rep = Person
kind-team = Team
kind-office = Standort
kind-membership = Platz einer Person
kind-account = Firma
kind-contact = Kontakt
kind-product = Produkt
kind-pipeline = Pipeline
kind-stage = Phase
kind-sprint = Woche
kind-sprint_item = Eintrag einer Woche
kind-absence = Abwesenheit
kind-holiday = Feiertag
kind-template = Vorlage
kind-role = Rolle
kind-role_duty = Pflicht einer Rolle
kind-account_member = Mitglied im Team eines Kunden
kind-deal_member = Mitglied im Team eines Deals
kind-default_member = Mitglied eines üblichen Teams
kind-contract = Vertrag
kind-support_case = Supportfall
kind-skill = Fähigkeit
kind-channel = Weg zu jemandem
kind-hand_off = Übergabe
kind-ops_duty = Pflicht von Sales Operations
kind-standup = Stand-up
kind-standup_note = Notiz eines Stand-ups
kind-standup_line = Zeile eines Stand-ups
kind-deal = Deal
kind-deal_line = Position eines Deals
kind-deal_contact = Kontakt eines Deals
kind-credit = Anteil an einem Deal
kind-deal_history = Änderung eines Deals
kind-activity = Aktivität
kind-external_ref = Name an einer Quelle
kind-import_batch = Import
kind-report = Bericht
kind-kpi = KPI
kind-entry = Eintrag

## Fields of records, as labels
field-name = Name
field-email = Mailadresse
field-job = Rolle im Unternehmen
field-function = Funktion
field-rep = Person
field-team = Team
field-office = Büro
field-manager = geführt von
field-from-on = ab
field-to-on = bis
field-owner = zuständig
field-parent = gehört zu
field-industry = Branche
field-region = Region
field-employees = Beschäftigte
field-domain = Website
field-account = Firma
field-phone = Telefon
field-title = Position
field-currency = Währung
field-list-price = Listenpreis
field-class = Strategie
field-stage = Phase
field-amount = Betrag
field-probability = Wahrscheinlichkeit
field-category = Prognose
field-started-on = begonnen
field-expected-close-on = Abschluss erwartet
field-closed-on = abgeschlossen
field-agreement-send-on = Vertrag geht raus
field-close-reason = Grund
field-note = Notiz
field-kind = Art
field-status = Status
field-subject = Thema
field-held-on = Tag
field-start-time = Uhrzeit
field-duration-minutes = Dauer
field-outcome = Ergebnis
field-done-by = macht
field-done-for = für
field-scheduled-by = geplant von
field-deal = Deal
field-contact = Kontakt
field-pipeline = Pipeline
field-position = Platz
field-exit-criteria = Bedingungen
field-product = Produkt
field-quantity = Menge
field-price = Preis
field-value = Wert
field-micros = Kurs
field-target = Ziel
field-counted = gezählt
field-urgency = Dringlichkeit
field-blocker = Hindernis
field-blocker-owner = wer hilft
field-blocked-on = blockiert seit
field-doing-since-on = begonnen am
field-week-on = Woche
field-goal = Ziel
field-capacity-minutes = Arbeitszeit
field-goal-met = Ziel erreicht
field-keep = beibehalten
field-change = ändern
field-attempt = ausprobieren
field-activity = Aktivität
field-weekday = Wochentag
field-back-on = zurück am
field-last-on = letzter Tag
field-week = Woche
field-cover = vertreten durch
field-measure = gemessen an
field-overlay-share = Zusatzanteil
field-role = Rolle
field-account-level = Kunde: darf
field-deal-level = Deals: darf
field-contract-level = Verträge: darf
field-case-level = Supportfälle: darf
field-member = Mitglied
field-added = kommt dazu
field-start-on = ab
field-end-on = zu Ende am
field-priority = Vorrang
field-opened-on = eröffnet
field-level = Stufe
field-address = Adresse
field-ops-category = Gebiet
field-side = gehört zu
field-share = Anteil
field-profile = Profil
field-cost-band = Kostenband
field-left-on = ausgeschieden am
field-sharing = sichtbar für
field-complexity = Komplexität
field-duty = Aufgabe

## Befehle, wie Journal und Bestätigungen sie nennen

command-start-team = Team begonnen
command-ship-roles = Rollen angelegt
command-add-rep = Person angelegt
command-edit-rep = Person geändert
command-delete-rep = Person gelöscht
command-add-team = Team angelegt
command-edit-team = Team geändert
command-delete-team = Team gelöscht
command-add-office = Standort angelegt
command-edit-office = Standort geändert
command-delete-office = Standort gelöscht
command-add-membership = Platz einer Person angelegt
command-edit-membership = Platz einer Person geändert
command-delete-membership = Platz einer Person gelöscht
command-add-account = Firma angelegt
command-edit-account = Firma geändert
command-delete-account = Firma gelöscht
command-add-contact = Kontakt angelegt
command-edit-contact = Kontakt geändert
command-delete-contact = Kontakt gelöscht
command-add-product = Produkt angelegt
command-edit-product = Produkt geändert
command-delete-product = Produkt gelöscht
command-add-deal = Deal angelegt
command-edit-deal = Deal geändert
command-delete-deal = Deal gelöscht
command-add-activity = Aktivität angelegt
command-edit-activity = Aktivität geändert
command-delete-activity = Aktivität gelöscht
command-add-pipeline = Pipeline angelegt
command-edit-pipeline = Pipeline geändert
command-delete-pipeline = Pipeline gelöscht
command-add-stage = Phase angelegt
command-edit-stage = Phase geändert
command-delete-stage = Phase gelöscht
command-add-deal-line = Position eines Deals angelegt
command-edit-deal-line = Position eines Deals geändert
command-delete-deal-line = Position eines Deals gelöscht
command-add-deal-contact = Kontakt eines Deals angelegt
command-edit-deal-contact = Kontakt eines Deals geändert
command-delete-deal-contact = Kontakt eines Deals gelöscht
command-add-sprint = Woche angelegt
command-edit-sprint = Woche geändert
command-delete-sprint = Woche gelöscht
command-add-absence = Abwesenheit angelegt
command-edit-absence = Abwesenheit geändert
command-delete-absence = Abwesenheit gelöscht
command-add-holiday = Feiertag angelegt
command-edit-holiday = Feiertag geändert
command-delete-holiday = Feiertag gelöscht
command-add-template = Vorlage angelegt
command-edit-template = Vorlage geändert
command-delete-template = Vorlage gelöscht
command-add-role = Rolle angelegt
command-edit-role = Rolle geändert
command-delete-role = Rolle gelöscht
command-add-role-duty = Pflicht einer Rolle angelegt
command-edit-role-duty = Pflicht einer Rolle geändert
command-delete-role-duty = Pflicht einer Rolle gelöscht
command-add-account-member = Mitglied im Team eines Kunden angelegt
command-edit-account-member = Mitglied im Team eines Kunden geändert
command-delete-account-member = Mitglied im Team eines Kunden gelöscht
command-add-deal-member = Mitglied im Team eines Deals angelegt
command-edit-deal-member = Mitglied im Team eines Deals geändert
command-delete-deal-member = Mitglied im Team eines Deals gelöscht
command-add-default-member = Mitglied eines üblichen Teams angelegt
command-edit-default-member = Mitglied eines üblichen Teams geändert
command-delete-default-member = Mitglied eines üblichen Teams gelöscht
command-add-contract = Vertrag angelegt
command-edit-contract = Vertrag geändert
command-delete-contract = Vertrag gelöscht
command-add-support-case = Supportfall angelegt
command-edit-support-case = Supportfall geändert
command-delete-support-case = Supportfall gelöscht
command-add-skill = Fähigkeit angelegt
command-edit-skill = Fähigkeit geändert
command-delete-skill = Fähigkeit gelöscht
command-add-channel = Weg zu jemandem angelegt
command-edit-channel = Weg zu jemandem geändert
command-delete-channel = Weg zu jemandem gelöscht
command-add-ops-duty = Pflicht von Sales Operations angelegt
command-edit-ops-duty = Pflicht von Sales Operations geändert
command-delete-ops-duty = Pflicht von Sales Operations gelöscht
command-add-credit = Anteil an einem Deal angelegt
command-edit-credit = Anteil an einem Deal geändert
command-delete-credit = Anteil an einem Deal gelöscht
command-add-item = in die Woche gelegt
command-keep-item = in den Vorrat gelegt
command-put-item = in die Woche gelegt
command-return-item = zurück in den Vorrat
command-drop-item = abgesagt
command-shift-item = umgeplant
command-sign-deal = bereit zur Unterschrift
command-order-item = umgeordnet
command-take-over = übernommen
command-count-item = gezählt
command-start-sprint = Woche begonnen
command-close-sprint = Woche abgeschlossen
command-reopen-sprint = Woche wieder geöffnet
command-review-sprint = auf die Woche zurückgeblickt
command-start-standup = Stand-up gehalten
command-turn-standup = Stand-up in anderer Reihenfolge
command-note-standup = notiert:
command-end-standup = Stand-up beendet
command-offer-deal = Deal übergeben
command-accept-deal = Deal angenommen
command-return-deal = Deal zurückgegeben
command-move-deal = Deal verschoben
command-split-deal = Deal aufgeteilt
command-set = Einstellung
command-set-rate = Kurs gesetzt
command-set-policy = Grenze gesetzt
command-import = Import
command-generate = Beispielteam erzeugt
command-undo = zurückgenommen
command-redo = wiederhergestellt

done = Erledigt: { $what }. Zurücknehmen: quarterdeck undo
undone = Zurückgenommen: { $what }. Wiederherstellen: quarterdeck redo
redone = Wiederhergestellt: { $what }.
generated = Beispielteam in { $path } erzeugt. Ansehen: quarterdeck --store { $path }
nothing-changed = Nichts zu ändern: Es ist schon so.

## Ablehnungen: welche Regel, ihre Werte, was jetzt zu tun ist

refusal-bad-name = „{ $name }“ kann kein Name sein: leer, länger als 200 Zeichen oder mit Zeichen, die niemand sehen kann. Bitte
    neu eingeben.
refusal-name-taken = „{ $name }“ ({ $kind }) gibt es schon. Einen anderen Namen wählen.
refusal-not-found = „{ $name }“ ({ $kind }) gibt es nicht. Die Schreibweise prüfen, oder die ID nennen.
refusal-not-among = „{ $name }“ ({ $kind }) gibt es nicht. Am nächsten: { $near }. Davon eines nennen; Neues wird für sich angelegt.
refusal-nobody-called = Im Team heißt niemand „{ $name }“. Mit --as sagen, wer handelt, oder mit „me“ in der Konfiguration; „quarterdeck export reps“ nennt alle, „quarterdeck add rep“ nimmt jemanden auf.
refusal-nobody-called-near = Im Team heißt niemand „{ $name }“. Ist { $nearest } gemeint? Mit --as sagen, wer handelt, oder mit „me“ in der Konfiguration.
refusal-beyond-job = { $object ->
        [account] Eine Firma wird
        [deal] Ein Deal wird
        [contract] Ein Vertrag wird
       *[support_case] Ein Supportfall wird
    } nie von jemandem mit der Rolle „{ $job }“ geändert: { $ceiling ->
        [read] Sie liest so etwas nur
       *[none] Sie sieht so etwas nicht einmal
    }. { $owner } darum bitten, deren Leitung oder Sales Operations.
refusal-beyond-job-named = Zu „{ $name }“ wurde nichts gespeichert. { $object ->
        [account] Eine Firma wird
        [deal] Ein Deal wird
        [contract] Ein Vertrag wird
       *[support_case] Ein Supportfall wird
    } nie von jemandem mit der Rolle „{ $job }“ geändert: { $ceiling ->
        [read] Sie liest so etwas nur
       *[none] Sie sieht so etwas nicht einmal
    }. { $owner } darum bitten, deren Leitung oder Sales Operations.
refusal-not-yours = „{ $name }“ zu ändern steht anderen zu: Im Team dafür fehlt das Recht. { $owner }, deren Leitung oder Sales Operations bitten, es zu geben oder es selbst zu tun.
refusal-not-your-team = Wem „{ $name }“ gehört, wer es sieht, wer im Team dafür ist und wer Anteile daran hat, sagen andere. { $owner } fragen, deren Leitung oder Sales Operations.
refusal-gives-too-much = Niemand gibt mehr, als er selbst hat. Für „{ $object }“ ist das: { $held }. Das geben oder weniger.
refusal-not-your-usual-team = Das übliche Team von { $rep } steht nur dort zur Wahl. { $rep } fragen, deren Leitung oder Sales Operations.
refusal-jobs-are-others = Wer im Team ist, unter welchem Namen, mit welcher Rolle im Unternehmen und welcher Funktion und an welchem Platz, sagen Vertriebsleitung und Sales Operations, und niemand über sich selbst (außer dem Namen). Dort fragen.
refusal-above-leads = Wer keine Rolle im Unternehmen hat oder Sales Operations führt, wird von nichts aufgehalten: Dazu macht eine Leitung niemanden. Etwas anderes angeben (etwa --job sales_rep) oder Sales Operations fragen oder wer die Datei führt.
refusal-not-theirs = Das sagt über { $rep } nur { $rep }, deren Leitung oder Sales Operations. Dort fragen.
refusal-not-exported = Wer als { $job } arbeitet, exportiert nicht alles auf einmal. Das tun Vertriebsleitung und Sales Operations: { $names }. „quarterdeck list“ zeigt, was zu sehen ist.
refusal-has-left = { $name } ist nicht mehr im Team und darf hier nichts. Sagen, wer es ist: --as NAME
refusal-is-gone = { $name } ist seit { $on } nicht mehr im Team. Jemanden wählen, der da ist; wer wieder da ist, wird erst zurückgeholt: quarterdeck set rep "{ $name }" left_on=
refusal-used-undoing = Das geht nicht: Etwas, das hier nicht zu sehen ist, steht im Weg. Sales Operations darum bitten.
refusal-used-unseen = { $kind } { $name } kann nicht gelöscht werden: Es gehört etwas dazu, das hier nicht zu sehen ist. Sales Operations darum bitten.
access-ceiling = höchstens, in der Rolle { $job }
access-no-job = höchstens, ohne Rolle im Unternehmen
access-has-left = höchstens, nach dem Ausscheiden aus dem Team
claim-owner = weil es ihnen gehört
claim-owner-account = weil ihnen die Firma gehört
claim-owner-offered = weil der Deal an sie übergeben wird
claim-team = weil sie im Team dafür sind
claim-part = weil sie an etwas beteiligt sind, das dazugehört
claim-lead = weil sie führen, wem es gehört
claim-operations = weil sie Sales Operations sind
claim-jobless = weil keine Rolle sie begrenzt
claim-everyone = wie alle
access-result = also dürfen sie
access-may-staff = sagen, wem es gehört und wer im Team dafür ist
access-yes = ja
access-no = nein
access-how = Jemand darf das Meiste von dem, worauf ein Anspruch besteht, und nicht mehr, als die Rolle erlaubt.
guard-rail = In einer lokalen Datei ist das ein Geländer, kein Schloss: Wer die Datei hat, kann alles darin ändern.
access-whose-job-may = Jemanden, dessen Rolle es erlaubt,
access-its-owner = wem es gehört
refusal-ambiguous = „{ $name }“ ({ $kind }) gibt es { $count }-mal. Den gemeinten Eintrag mit seiner ID nennen.
refusal-means-several = „{ $name }“ ({ $kind }) kann { $count } Einträge meinen: { $some }. Den gemeinten mit seiner ID nennen, oder mit mehr von seinem Namen.
refusal-closed-without-day = „{ $deal }“ ist in einer gewonnenen oder verlorenen Phase, hat aber keinen Abschlusstag. Einen angeben.
refusal-no-reason = „{ $deal }“ kann ohne Grund weder gewonnen noch verloren sein. Den Grund nennen: --reason "price"
refusal-no-hand-off = „{ $deal }“ wird auf dem Weg nach { $stage } nicht übergeben: Wem der Deal gehört, hat schon die Funktion dieser Phase, dort wechselt keine Funktion, oder das Team verkauft als Inseln. Ohne Angabe, an wen, verschieben.
refusal-not-waiting = „{ $deal }“ wartet auf niemanden mehr: Die Übergabe ist beantwortet, oder der Deal ist woanders.
refusal-other-function = „{ $stage }“ ist eine Phase von: { $function }. { $rep } hat eine andere Funktion. Übergeben werden kann an: { $others }.
refusal-other-function-nobody = „{ $stage }“ ist eine Phase von: { $function }. { $rep } hat eine andere Funktion, und diese hat noch niemand. Jemandem geben: quarterdeck set rep NAME function=…
refusal-not-offered = { $rep } kann „{ $deal }“ weder annehmen noch zurückgeben: Der Deal ist jemand anderem oder einer anderen Funktion angeboten.
refusal-not-met = „{ $deal }“ kommt noch nicht nach { $stage }. Nicht erfüllt: { $criteria }. Sagen, was erfüllt ist, oder den Rest mit einem Wort durchlassen: --met "…" oder --met all, --pass "nicht nötig"
refusal-not-planned = { $name } ist schon erledigt oder abgesagt. Nur was geplant ist, kommt in eine Woche, wird gezählt oder erledigt.
refusal-back-too-soon = Wer ab { $on } fehlt, kann nicht am selben Tag oder früher zurück sein. Einen späteren Tag angeben.
refusal-holds-on-no-day = { $contract } finge am { $start } an und endete, bevor er an einem Tag gilt. Ein späteres Ende angeben, oder einen früheren Anfang.
refusal-week-is-closed = Die Woche von { $week } ist abgeschlossen. Erst wieder öffnen, oder die nächste wählen.
refusal-week-is-another = Die Woche von { $week } kann keine andere werden. Die andere planen.
refusal-week-is-over = Die Woche von { $week } ist vorbei. Diese Woche oder eine spätere wählen.
refusal-week-has-started = Die Woche von { $week } hat schon begonnen.
refusal-week-is-open = Die Woche von { $week } ist nicht abgeschlossen.
refusal-done-ahead = Erledigtes kann nicht am { $on } sein: der Tag kommt noch. Den Tag nennen, an dem es war, oder es geplant lassen.
refusal-roles-before-stages = Rollen brauchen zuerst eine offene Phase: quarterdeck add stage NAME --kind open. Was sie schulden, wird bis zu einer erwartet; dann quarterdeck add roles
refusal-no-stage-of = Die Pipeline des Deals hat keine Phase der Art { $kind }. Eine anlegen: quarterdeck add stage NAME --kind { $kind }
refusal-no-such-field = Zu { $kind } gibt es kein Feld { $field }.
refusal-needed = { $kind }: { $field } fehlt. Eintragen; nichts wurde gespeichert.
refusal-bad-value = { $field }: „{ $value }“ geht nicht. Nichts wurde gespeichert.
refusal-closed-before-start = { $deal } begann am { $started } und kann nicht am { $closed } abgeschlossen sein. Den Beginn ändern oder später abschließen.
refusal-closed-in-future = { $deal } kann nicht am { $closed } abgeschlossen sein: der Tag kommt erst noch.
refusal-stage-has-deals = In { $stage } sind Deals: was die Phase für sie bedeutet, bleibt. Erst die Deals verschieben.
refusal-leads-themselves = { $rep } kann nicht die eigene Leitung sein. Jemand anderen angeben, oder niemanden.
refusal-ends-before-it-begins = Der Platz von { $rep } würde enden, bevor er beginnt.
refusal-stage-in-use = Die Phase { $name } kann nicht gelöscht werden: { $user } { $by } ist in ihr. Sagen, wohin ihre Deals gehen: --to PHASE
refusal-in-use = { $kind } { $name } kann nicht gelöscht werden: { $user } { $by } braucht das. Erst dort etwas anderes eintragen, oder es löschen.
refusal-open-with-close-day = „{ $deal }“ ist in einer offenen Phase, hat aber einen Abschlusstag. Den Tag entfernen oder den Deal abschließen.
refusal-amount-without-currency = „{ $name }“ hat einen Betrag ohne Währung. Die Währung dazu nennen, etwa 1234.56 EUR.
refusal-other-currency = „{ $deal }“ ist in { $currency }, der Betrag in { $given }. Den Betrag in { $currency } angeben.
refusal-out-of-range = „{ $value }“ ist mehr, als ein Eintrag aufnehmen kann. Die Grenze ist 999.999.999.999,99.
refusal-shares-not-whole = Die Umsatzanteile von „{ $deal }“ ergeben { $total }, und sie müssen 100 % ergeben. Nichts wurde
    gespeichert. Sagen Sie auf einmal, wer wie viel bekommt: quarterdeck split "{ $deal }" "NAME PROZENT" …
refusal-owner-without-share = „{ $deal }“ gehört { $owner }, und der Name fehlt unter denen, die sich den Deal teilen. Nennen Sie
    auch { $owner }, mit 0, wenn das gemeint ist, oder geben Sie den Deal zuerst jemand anderem.
refusal-shared-twice = { $rep } ist zweimal genannt. Geben Sie jeder Person einen Anteil.
refusal-bad-setting = „{ $value }“ ist kein Wert für { $key }. Eine Währung ist ein ISO-4217-Code wie EUR, ein Geschäftsjahr beginnt in
    einem Monat von 1 bis 12, eine Zeitzone hat einen Namen wie Europe/Berlin, Gründe stehen in einer Liste mit Kommas
    dazwischen, ein Kurs ist eine einfache Zahl wie 0.92.
refusal-bad-limit = { $value } ist kein Wert für „{ $limit }“. Er geht von { $least } bis { $most }.
refusal-no-limit-of-stage = „{ $limit }“ gilt in allen Phasen gleich: { $stage } hat keinen eigenen Wert.
refusal-rate-out-of-range = Ein Kurs von { $currency } sagt, was eine Einheit wert ist: mehr als 0 und weniger als 100.000.000, etwa 0.92.
refusal-no-reporting-currency = Ein Kurs von { $currency } braucht eine Währung, in die umgerechnet wird. Erst eine wählen, zum Beispiel:
    quarterdeck set currency EUR
refusal-rate-of-itself = { $currency } ist die Berichtswährung, ihr Kurs ist also immer 1. Die Kurse der anderen Währungen setzen, oder
    zuerst eine andere wählen: quarterdeck set currency
refusal-not-empty = Der Speicher enthält schon Daten, und ein Beispielteam kommt nur in einen leeren. Eine Datei nennen, die es noch
    nicht gibt.
refusal-no-sample-on = Für { $today } gibt es kein Beispiel: Es erzählt von den Jahren vor diesem Tag und den Wochen danach. Einen Tag von
    1996 bis 2098 wählen.
refusal-nothing-to-undo = Es gibt nichts Eigenes zurückzunehmen. Siehe: quarterdeck log
refusal-nothing-to-redo = Es gibt nichts wiederherzustellen: Nichts wurde zurückgenommen, oder seither kam etwas Neues.
    Siehe: quarterdeck log
refusal-not-live = Eintrag { $seq } ist keine geltende Änderung und lässt sich nicht zurücknehmen. Siehe: quarterdeck log
refusal-not-taken-back = Eintrag { $seq } wurde nicht zurückgenommen und lässt sich nicht wiederherstellen. Siehe: quarterdeck log
refusal-changed-since = Das geht nicht: Eintrag { $seq } von { $actor } hat dieselben Daten später geändert ({ $subject }).
    Erst diesen Eintrag zurücknehmen: quarterdeck undo { $seq }
refusal-taken-back-since = Jetzt nicht: Eintrag { $seq } ({ $subject }) hat dieselben Daten vorher geändert, und { $actor } hat ihn seither
    zurückgenommen. Erst wiederherstellen: quarterdeck redo { $seq }
refusal-two-places = { $rep } hätte am selben Tag zwei Plätze, weil seither jemand einen anderen vergeben hat. Erst das zurücknehmen.
    Siehe: quarterdeck log
refusal-still-used = Das geht nicht: { $kind } { $id } verweist noch auf das, was dabei entstand. Erst das entfernen oder ändern.
refusal-still-used-by = Das geht nicht: { $kind } { $id } aus Eintrag { $seq } von { $actor } verweist auf das, was dabei entstand.
    Erst diesen Eintrag zurücknehmen: quarterdeck undo { $seq }
refusal-points-to-gone = Es lässt sich nicht wiederherstellen: Es verweist auf { $kind } { $id }, entfernt von { $actor } in Eintrag { $seq }.
    Erst das wiederherstellen: quarterdeck { $back } { $seq }

## Fehler: was geschah, womit, was jetzt zu tun ist

error-busy = Der Speicher ist belegt: Ein anderes Programm schreibt seit mehr als 10 Sekunden. Nichts wurde geändert; bitte noch einmal
    versuchen.
error-conflict = { $kind } { $id } wurde geändert, seit Version { $version } gelesen wurde. Nichts wurde überschrieben; ansehen und noch
    einmal versuchen.
error-outdated = „{ $what }“ wurde inzwischen geändert, in { $now }. Nichts wurde überschrieben; ansehen und noch einmal versuchen.
error-foreign-store = { $path } ist kein Speicher von Quarterdeck. Die Datei blieb, wie sie ist; mit --store eine andere wählen.
error-newer-store = { $path } wurde von einem neueren Quarterdeck geschrieben (Schema { $found }, dieses kennt { $known }). Die Datei blieb, wie
    sie ist; bitte das neuere Programm installieren.
error-damaged-store = Der Speicher ist beschädigt: { $detail }. Nichts wurde geändert; bitte zu einer Sicherung der Datei zurückkehren.
error-store-symlink = { $path } ist eine symbolische Verknüpfung, und das darf ein Speicher nicht sein. Die Datei selbst nennen.
error-store-not-a-file = { $path } ist keine Datei. Mit --store eine andere wählen.
error-store-foreign-owner = { $path } gehört jemand anderem. Mit --store eine eigene Datei wählen.
error-store-writable-by-others = { $path } ist für andere beschreibbar. Privat machen (chmod 600) und noch einmal versuchen.
error-store-network = { $path } liegt auf einem Netzlaufwerk, wo zwei Programme einen Speicher beschädigen können. Ein lokales Laufwerk wählen.
error-store-path = { $path } ist kein gültiges Unicode. Einen anderen Namen wählen.
error-store-no-log = { $path } liegt auf einem Laufwerk, wo SQLite kein Protokoll seiner Änderungen führen kann. Mit --store ein lokales
    Laufwerk wählen.
error-store-read-only = { $path } ist nicht beschreibbar: Datei, Ordner oder Laufwerk sind schreibgeschützt. Beschreibbar machen, oder mit
    --store eine andere Datei wählen.
error-store-cannot-open = { $path } lässt sich nicht öffnen. Prüfen, ob Datei und Ordner gelesen und geschrieben werden dürfen.
error-disk-failed = Das Laufwerk des Speichers hat versagt: { $detail }. Diese Änderung wurde nicht gemacht; eine Kopie der Datei anlegen und
    das Laufwerk prüfen, dann erst weiter.
error-disk-full = Das Laufwerk ist voll. Nichts wurde geändert; Platz schaffen und noch einmal versuchen.
error-file = { $path }: { $detail }. Name und Rechte prüfen.
error-database = Die Datenbank hat abgelehnt: { $detail }. Nichts wurde geändert.
error-mapping = Das Mapping { $path } ist nicht brauchbar: { $detail }
error-unknown-encoding = Eine Kodierung „{ $name }“ gibt es nicht. Üblich sind windows-1252, utf-16le und shift_jis.
error-cancelled = Angehalten. Nichts wurde behalten.
error-config = Die Konfiguration { $path } ist nicht brauchbar: { $detail }. Berichtigen; „quarterdeck config default“ zeigt, wie jede Zeile geschrieben wird.
config-unreadable = Die Konfiguration gilt nicht, bis sie berichtigt ist: { $detail }
config-fine = { $path }: alles in Ordnung.
config-mistake = { $path }, Zeile { $line }: { $what } { $remedy }
config-problem = „quarterdeck config check“ zeigt, was nicht stimmt: Zeile { $line }: { $what }
config-problems = „quarterdeck config check“ zeigt, was nicht stimmt: Zeile { $line }: { $what } Und { $more } mehr.
config-setting = Eine Einstellung „{ $value }“ gibt es nicht.
config-kind = „{ $key }“ hat keinen Wert dieser Art.
config-text = Erwartet wird ein Text in Anführungszeichen: { $key } = "…"
config-flag = Erwartet wird { $key } = true oder { $key } = false.
config-keys = Erwartet wird eine Tabelle: eine Zeile [{ $key }], darunter eine Zeile für jede Aktion.
config-filters = Erwartet wird eine Tabelle: eine Zeile [{ $key }], darunter eine Zeile für jeden Filter, etwa mine = "owner:me idle".
config-list = Erwartet wird eine Liste von Tasten: { $key } = ["f5", ">"], ohne Taste: { $key } = []
config-value = „{ $value }“ ist kein Wert für „{ $key }“.
config-action = Eine Aktion „{ $value }“ gibt es nicht.
config-key = Eine Taste „{ $value }“ gibt es nicht.
config-key-names = Eine Taste ist ein Zeichen, f1 bis f12 oder eine von { $names }, space; davor darf ctrl- oder alt- stehen.
config-key-same = „{ $value }“ ist für ein Terminal dasselbe wie { $same }.
config-key-same-remedy = Bitte { $same } schreiben oder eine andere Taste wählen.
config-key-kept = „{ $key }“ führt immer zurück oder hinaus.
config-key-types = „{ $key }“ schreibt dort ein Zeichen.
config-other-key = Bitte eine andere Taste für { $action } wählen.
config-conflict = „{ $key }“ hieße an derselben Stelle { $action } und { $other }.
config-conflict-remedy = Bitte eine andere Taste für { $action } wählen oder { $other } eine andere geben.
config-nearest = Gemeint ist vielleicht { $nearest }.
config-known = Es gibt { $known }.
config-see-default = „quarterdeck config default“ nennt alle.
config-scope = Die Einstellung „scope“ nennt { $name }, aber so heißt niemand im Team.
config-one-of = Möglich: { $known }.
config-about = Was nur für die eigene Anmeldung auf diesem Rechner gilt. Alles hier ist auskommentiert und ändert nichts: das Zeichen # vor
    einer Zeile entfernen, dann gilt sie. „quarterdeck config path“ nennt den Ort der Datei, „quarterdeck config check“ die
    Fehler darin.
config-about-me = Der eigene Name im Team.
config-about-scope = Wer gezeigt wird, wo keine letzte Sitzung weitergeht: „me“, „team“, „all“, der Name einer Person oder eines Teams; „auto“, wer am besten passt.
config-about-language = Die Sprache, auch mit Region wie de-CH; „auto“ ist die des Systems.
config-about-theme = Die Farben; „auto“ passt zum Hintergrund des Terminals.
config-about-glyphs = Womit Rahmen, Balken und Zeichen gezeichnet werden; „auto“ richtet sich nach dem System.
config-about-mouse = Ob auf die Maus gehört wird: true oder false.
config-about-keys = Die Tasten jeder Aktion, die erste wird angezeigt; eine leere Liste nimmt sie weg. Eine Taste ist ein Zeichen oder hat
    einen Namen wie in dieser Liste; davor darf ctrl- oder alt- stehen. esc und ctrl-c behalten ihre Aktionen. Was in einer Liste
    oder einem Formular gilt, gilt nur dort.

man-name = Bezeichnung
man-synopsis = Übersicht
man-description = Beschreibung
man-values = Mögliche Werte:

error-language = Eine Sprache „{ $value }“ gibt es nicht. Es gibt: { $languages }.
error-output = Die Ausgabe konnte nicht geschrieben werden: { $detail }
error-no-home = Es gibt keinen Heimatordner für einen Speicher. Mit --store eine Datei nennen.
error-day = „{ $value }“ ist kein Tag. Die Schreibweise ist 2026-11-21.
error-period = „{ $value }“ ist kein Zeitraum. Möglich sind 2026, 2026-Q4, FY2026-Q4, 2026-11, 2026-W47, 2026-10-01..2026-12-31, all,
    this-week, last-quarter.
error-number = „{ $value }“ ist keine Zahl, die sich nur auf eine Weise lesen lässt. Die Schreibweise ist 1234.56.
error-whose = Wessen Woche? Im Team heißt niemand „{ $name }“. Nennen: --rep NAME oder --as NAME.
error-drop = „{ $value }“ nennt nicht Eintrag und Grund. Die Schreibweise ist --drop "EINTRAG=warum".
error-access = Jemanden nennen und eine Firma, einen Deal, einen Vertrag oder einen Supportfall: quarterdeck access Bob contract 2026-17
error-take = Sagen, wer ihn annimmt: --rep NAME
error-set = Eine Einstellung nimmt einen Wert (quarterdeck set currency EUR), ein Kurs eine Währung und eine Zahl
    (quarterdeck set rate USD 0.92).
error-assign = Es fehlt ein Deal, oder account und der Name einer Firma, und wer ins Team kommt: quarterdeck assign Acme Mila "Sales Engineer"
error-deal-levels = Das Team eines Deals regelt nur den Deal; alles andere regelt das Team der Firma
error-owner-stays = { $name } ist zuständig und gehört darum zum Team. Wer es abgeben will, ändert die Zuständigkeit.
error-field = Ein Feld { $field } gibt es nicht. Es gibt: { $fields }
error-scale = „{ $value }“ ist keine Größe. Die Schreibweise ist reps=300,deals=1000000,activities=5000000, oder ein Teil davon; der Rest
    ergibt sich.
actor-unknown = jemand
# Wer das Beispielteam erzeugt hat.
actor-sample = Quarterdeck

## Berichte und der Überblick

overview-pipeline = Pipeline
overview-kpis = Personen, gesamt
overview-empty = Hier ist noch nichts. Vorhandenes importieren: quarterdeck import DATEI…
report-period = Gewonnen und verloren von { $start } bis { $end }; offene Deals von jetzt
report-all-time = Gewonnen und verloren gesamt; offene Deals von jetzt
changes-since = Was sich in der offenen Pipeline seit { $since } geändert hat, zu den Kursen von heute
changes-period = Deals mit Abschluss oder erwartetem Abschluss vom { $start } bis { $end }
column-bar = Balken
column-way = von Beginn bis Ende
bar-start = Beginn
bar-new = + neu
bar-moved-in = + hereingekommen
bar-increased = + erhöht
bar-decreased = − verringert
bar-moved-out = − hinausgegangen
bar-won = − gewonnen
bar-lost = − verloren
bar-end = Ende
row-open = offen
row-total = gesamt
nobody = (niemand)
group-heading = { $name }
more-rows = … und { $count } weitere
column-team = Team
column-office = Standort

## Die Woche als Text

week-text-title = { $rep }, { $week }: { $start } bis { $end }, { $state }
week-text-goal = Ziel: { $goal }
week-text-figures = Geplant { $planned }, erledigt { $planned_done } ({ $completion }), { $done } mit dem, was später kam, dazugekommen { $added }, weggefallen { $dropped }, übernommen { $in }, weitergenommen { $out }
week-text-hours = { $load } h von { $capacity } h
week-text-burndown = Offene Stunden am Ende jedes Tages: { $hours }
week-text-empty = Noch ist nichts geplant. Etwas planen: quarterdeck add item "…"
week-text-owed = Geschuldet und noch nicht geplant: { $count }. Auf der Tafel plant { KEY("plan") } sie ein.
week-text-backlog = Vorrat: { $count }
week-text-horizon = Was bei den Deals ansteht
week-text-team = { $week }: { $start } bis { $end }
week-text-state-none = nicht geplant
week-text-state-planning = in Planung
week-text-state-active = begonnen
week-text-state-closed = abgeschlossen
week-text-by-clock = von der Uhr { $state }
week-text-lane-todo = offen
week-text-lane-doing = in Arbeit
week-text-lane-blocked = blockiert
week-text-lane-done = erledigt
week-text-ending-carried = weitergenommen
week-text-ending-returned = im Vorrat
week-text-ending-dropped = weggefallen
week-text-counted = { $counted } von { $target }
week-text-urgency-high = dringend
week-text-urgency-low = kann warten
week-text-blocked = wartet { $count } T: { $what }
week-text-blocked-by = wartet { $count } T auf { $owner }: { $what }
week-text-added = dazugekommen
week-text-for = für { $rep }
week-text-carried = { $count }× übernommen
week-text-milestone-agreement = Vertrag
week-text-milestone-close = Abschluss
column-lane = Spalte
column-item = Eintrag
column-due = fällig
column-notes = Hinweise
column-hours = Stunden
column-goal = Ziel
column-ahead = steht an
column-blockers = Hindernisse
column-week = Woche
column-planned-by = Personen
sprint-report-title = Wochen in { $period }
sprint-report-weeks = Woche für Woche
sprint-report-causes = Warum etwas nicht erledigt wurde
figure-planned = geplant
figure-planned-minutes = geplant h
figure-planned-done = geplant und erledigt
figure-done = erledigt
figure-done-minutes = erledigt h
figure-added = dazu
figure-dropped = weg
figure-carried-in = übernommen
figure-carried-out = weiter
figure-open = offen
figure-load-minutes = Last h
figure-capacity-minutes = Arbeitszeit h
figure-completion = geschafft
figure-scope-change-rate = Änderung
figure-carry-over-rate = Übertrag
figure-selling-time-share = Verkaufszeit

## Das Journal

column-entry = Eintrag
column-when = wann
column-who = wer
column-what = was
column-role = Rolle
column-credit = Gutschrift
column-share = Anteil
column-closed = Abschluss
column-result = Ergebnis
column-credited = für
credit-column-won-value = gewonnen
credit-column-overlay-value = Zusatz
credit-column-sourced-value = vermittelt
credit-column-won-count = Gewinne
credit-column-assist-count = Mithilfe
credit-column-open-count = offen
credit-column-weighted-value = gewichtet
credit-column-duty-count = Aufgaben
credit-convention = Gewonnenes Geld wird nach Umsatzanteilen gutgeschrieben, Gewinne zählen für die Zuständigen; Zusatz und
    Herkunft stehen daneben.
split-heading = { $deal } · { $amount }
split-proposed = { $name }, { $role }: üblich sind { $share } dazu, noch nicht vergeben
split-no-share = Wie viel bekommt { $name }? Schreiben Sie einen Prozentsatz hinter den Namen.
column-state = Stand
log-what = { $command }: { $subject }
deal-read = Gelesen als: { $what }.
told-several = { $subject } geändert
told-seat = { $names } ins Team von { $subject } genommen ({ $seat })
told-joined = { $names } ins Team von { $subject } genommen
told-off = { $names } aus dem Team von { $subject } genommen
told-usual = { $names } ins übliche Team von { $subject } genommen
told-usual-off = { $names } aus dem üblichen Team von { $subject } genommen
told-split = { $subject } aufgeteilt: { $shares }
told-split-overlay = zusätzlich für { $subject } gutgeschrieben: { $shares }
told-split-sourcing = für die Herkunft von { $subject } gutgeschrieben: { $shares }
told-split-none = { $subject } nicht mehr aufgeteilt
told-share = { $name } { $share }
told-offered = { $subject } an { $name } übergeben, in { $stage }
told-offered-all = { $subject } in { $stage } übergeben, an wen auch immer dort
told-moved = { $subject } nach { $stage } verschoben
told-won = { $subject } gewonnen: { $reason }
told-lost = { $subject } verloren: { $reason }
told-reopened = { $subject } wieder geöffnet: { $stage }
told-edited = { $subject }: { $changes }
told-changed = { $field } { $old } → { $new }
told-set = { $field } { $new }
told-cleared = { $field } leer (war { $old })
told-field = { $field }
told-and = { $first }, { $rest }
told-more = { $first } und { $count } weitere
told-next = dann { $step }
told-about = { $kind } „{ $about }“
told-outcome = { $kind } ({ $outcome })
told-on = { $kind } { $day }
told-at = { $kind } { $day } { $time }
told-subjects = { $first } und { $count } mehr
told-undo = zurückgenommen: { $what }
told-redo = wiederhergestellt: { $what }
log-about = Eintrag { $seq }
log-taken-back = zurückgenommen
log-no-longer = (zurückgenommen) { $what }
log-empty = Noch wurde nichts geändert.
log-none = So findet sich keine Änderung.
journal-title = Journal
journal-title-of = Journal von { $name }
journal-entry = Eintrag { $seq }
journal-about-in-force = zu { $seq }, das gilt
journal-about-taken-back = zu { $seq }, das zurückgenommen ist
journal-made = neu: { $kind } { $name }
journal-made-many = neu: { $count } × { $kind }
journal-gone = weg: { $kind } { $name }
journal-gone-many = weg: { $count } × { $kind }
journal-more = { $count ->
    [one] und { $count } weitere Zeile
   *[other] und { $count } weitere Zeilen
}

## Importieren

column-file = Datei
column-read = gelesen
column-created = neu
column-updated = geändert
column-unchanged = unverändert
column-conflicting = Konflikt
column-rejected = abgelehnt
column-blank = leer
import-file-notes = { $file }:
import-file-refused = { $file } wurde abgelehnt: { $reason }.
import-file-refused-at = { $file } wurde abgelehnt: { $reason }, Zeile { $line }.
import-refused-here = Abgelehnt: { $reason }.
import-refused-here-at = Abgelehnt: { $reason }, Zeile { $line }.
import-file-seen = Sie hat: { $detail }
import-file-lacks = Am nächsten steht sie „{ $meant }“ aus { $source }; daraus werden auch Spalten gelesen, die sie nicht hat: { $columns }
import-file-is = Sie ist „{ $meant }“ aus { $source }.
import-rejects-unwritten = Sie konnten nicht in eine Datei daneben geschrieben werden: { $detail }
import-refused-all = Nichts wurde importiert. Das Aufgelistete berichtigen und noch einmal versuchen.
import-nothing-new-partly = Nichts Neues: Die guten Zeilen waren schon da.
import-reading = { $field }: { $how }
import-unknown-columns = Spalten, die das Mapping nicht nutzt: { $columns }
import-unknown-columns-more = { $count } Spalten, die das Mapping nicht nutzt: { $columns } … und { $more } weitere
import-noticed = { $count } × { $what }
import-currency = { $count ->
    [one] 1 Betrag ohne eigene Währung gilt als { $currency }
   *[other] { $count } Beträge ohne eigene Währung gelten als { $currency }
}
import-others = { $count ->
    [one] 1 Zeile ist als die von jemand anderem übernommen, den sie nennt
   *[other] { $count } Zeilen sind als die von anderen übernommen, die sie nennen
}
import-left-rep = { $field }: { $count ->
    [one] 1 Zeile nennt jemanden, den
   *[other] { $count } Zeilen nennen Leute, die
 } hier niemand kennt, und bleibt leer: { $names }. Die Leute importieren, dann diese Datei noch einmal.
import-left-account = { $field }: { $count ->
    [one] 1 Zeile nennt eine Firma, die
   *[other] { $count } Zeilen nennen Firmen, die
 } hier niemand kennt, und bleibt leer: { $names }. Die Firmen importieren, dann diese Datei noch einmal.
import-left-other = { $field }: { $count ->
    [one] 1 Zeile nennt etwas, das
   *[other] { $count } Zeilen nennen etwas, das
 } hier niemand kennt, und bleibt leer: { $names }. Das zuerst importieren, dann diese Datei noch einmal.
import-strangers = So heißt hier niemand (Zeilen): { $names }
import-unknown-rep = Wen niemand kennt, kommt mit --unknown-reps=create ins Team, fällt mit =empty weg oder ist jemand: =NAME
import-unknown-id = Wen oder was eine Datei mit einer Id nennt, muss vor ihr importiert werden oder mit ihr
import-unknown-deal = Ein Deal, den eine Datei nennt, muss vor ihr importiert werden oder mit ihr
import-unknown-value = Was ein Wort oder eine Id bedeutet, die keine der Möglichkeiten ist, sagt ein eigenes Mapping als „alias“ der Spalte: --map (siehe „Import“ im README)
import-unknown-stage = Fehlende Phasen entstehen mit --unknown-stages=create
import-missing-currency = Die Währung der Beträge nennen: --currency=EUR
import-rejects-file = Alle stehen in { $path }
import-conflicts = Hier und an der Quelle geändert; was hier steht, bleibt:
import-missing = { $count ->
    [one] 1 Deal eines früheren Imports ist nicht in dieser Datei; er bleibt: { $deals }
   *[other] { $count } Deals früherer Importe sind nicht in dieser Datei; sie bleiben: { $deals }
 }
import-dry-run = Nichts wurde geändert: Das war nur ein Versuch.
import-committed = Importiert. Zurücknehmen: quarterdeck undo
import-committed-partly = Die guten Zeilen wurden importiert, die abgelehnten nicht. Zurücknehmen: quarterdeck undo
import-refused = Nichts wurde importiert. Das Aufgelistete berichtigen, oder mit --partial die guten Zeilen nehmen.
import-nothing-new = Nichts Neues: Alles war schon da.
column-line = Zeile
column-field = Spalte
column-reason = warum
column-count = Punkte
column-cell = Wert
column-record = Eintrag
column-ours = hier
column-theirs = Quelle

reading-named = in den genannten Formaten gelesen
reading-day-first = Daten mit dem Tag zuerst
reading-month-first = Daten mit dem Monat zuerst
reading-decimal-dot = Dezimalen nach einem Punkt
reading-decimal-comma = Dezimalen nach einem Komma
reading-cell-by-cell = jede Zelle für sich

warning-unknown-column = unbekannte Spalte
warning-invisible-removed = unsichtbare Zeichen entfernt
warning-control-removed = Steuerzeichen entfernt
warning-time-dropped = Uhrzeit weggelassen
warning-own-event = Termin aus Quarterdeck selbst, ausgelassen
warning-event-passed = Termin aus einer vergangenen Woche, ausgelassen
warning-taken-once = wiederholt sich, einmal übernommen
warning-not-taken = wiederholt sich seit einer früheren Woche, nicht übernommen
warning-private = privater Termin, ohne Betreff als belegt übernommen
warning-called-off = abgesagt, weggelassen
warning-zone-unknown = unbekannte Zeitzone, als die des Teams gelesen
warning-omitted = weggelassen: in der Quelle gelöscht
warning-role-made = eine Rolle, die niemand kannte, angelegt; sag, was sie schuldet

reason-empty-file = sie ist leer
reason-not-text = sie ist kein Text
reason-not-text-advice = Eine Tabellenkalkulation erst als CSV speichern.
reason-invalid-utf8 = sie ist kein UTF-8
reason-invalid-utf8-advice = Die Kodierung nennen, zum Beispiel --encoding=windows-1252.
reason-utf16-without-bom = sie ist UTF-16 ohne Byte-Order-Mark
reason-utf16-without-bom-advice = Die Kodierung nennen: --encoding=utf-16le.
reason-file-too-large = sie ist größer als 256 MiB
reason-too-many-rows = sie hat mehr als 1.000.000 Zeilen
reason-missing-header = ihre Köpfe sind nicht die eines Mappings
reason-missing-header-advice = Das Mapping berichtigen, oder eines schreiben (siehe „Import“ im README) und mit --map nennen. Oder prüfen, ob
    dies die gemeinte Datei ist.
reason-not-read = aus einer solchen Datei wird nichts gelesen
reason-not-read-advice = Die anderen Dateien ohne sie importieren, oder ein Mapping für sie schreiben (siehe „Import“ im README).
reason-rejects-file = sie ist eine Liste von Zeilen, die ein früherer Import abgelehnt hat
reason-rejects-file-advice = Die Zeilen in der Datei berichtigen, aus der sie kamen, und diese importieren.
reason-ambiguous-mapping = mehrere Mappings passen zu ihren Köpfen
reason-ambiguous-mapping-advice = Mit --map sagen, welches.
reason-duplicate-header = zwei ihrer Spalten heißen gleich
reason-too-many-columns = sie hat mehr als 1.024 Spalten
reason-unterminated-quote = sie endet in einer Zelle mit Anführungszeichen
reason-unterminated-quote-advice = Dort wird ein Anführungszeichen geöffnet und nie geschlossen. Berichtigen und noch einmal versuchen.
reason-broken-calendar = ab dort ist es kein Kalender, oder das Ende fehlt
reason-field-count = mehr oder weniger Zellen als der Kopf
reason-control-character = ein Steuerzeichen
reason-bidi-control = ein Zeichen, das Text umordnet
reason-excessive-combining = zu viele Zeichen auf einem Buchstaben
reason-field-too-long = zu lang
reason-duplicate-in-file = dieselbe ID steht weiter oben in der Datei
reason-invalid-date = den Tag gibt es nicht
reason-ambiguous-date = zwei Tage sind möglich; das Format mit --date-format nennen
reason-date-out-of-range = außerhalb von 1990 bis 2099
reason-ambiguous-number = zwei Zahlen sind möglich; --decimal=dot oder --decimal=comma angeben
reason-not-a-number = keine Zahl
reason-number-out-of-range = über 999.999.999.999,99
reason-share-out-of-range = nicht von 0 bis 100 %, mehr kann ein Anteil nicht sein
reason-too-many-decimals = mehr Dezimalen, als die Währung hat
reason-invalid-duration = keine Dauer; 90, 1h30m oder 1,5h schreiben
reason-negative-amount = unter null; erlauben mit --allow-negative
reason-currency-conflict = nicht die Währung der Zeile
reason-unknown-currency = keine gültige Währung
reason-ambiguous-currency = mehrere Währungen haben dieses Zeichen
reason-missing-currency = ein Betrag ohne Währung
reason-missing-value = leer, wird aber gebraucht
reason-unknown-value = keine der Möglichkeiten
reason-ambiguous-reference = mehrere Einträge heißen so
reason-unknown-owner = die Person gibt es nicht
reason-unknown-stage = die Phase gibt es nicht
reason-unknown-account = die Firma gibt es nicht
reason-unknown-contact = den Kontakt gibt es nicht
reason-unknown-product = das Produkt gibt es nicht
reason-unknown-deal = den Deal gibt es nicht
reason-shares-not-whole = die Umsatzanteile des Deals ergeben nicht 100 %, oder die zuständige Person fehlt
reason-shares-twice = wessen Anteil das ist, hat in dieser Datei schon einen dieser Art am Deal: zu einem zusammenfassen
reason-shares-together = abgelehnt mit einer anderen Zeile ihres Deals: Anteile kommen zusammen oder gar nicht
reason-unknown-rep = die Person gibt es nicht
reason-unknown-rep-advice = Ein Kalender gehört jemandem im Team. Nennen, wem: --as NAME
reason-unknown-team = das Team gibt es nicht
reason-unknown-office = den Standort gibt es nicht
reason-unknown-role = die Rolle gibt es nicht
reason-rule-broken = verletzt eine Regel
reason-not-allowed = zu ändern steht anderen zu
reason-not-allowed-advice = Was anderen zu ändern zusteht, ändert, wem es gehört, deren Leitung oder Sales Operations: Dort darum
    bitten, es zu importieren oder das Recht dazu zu geben. Wer im Team ist, sagen Leitung und Sales Operations.

## Exportieren, was geändert wurde

export-nothing = Seit { $since } wurde hier nichts geändert.
export-since-import = dem letzten Import
export-no-import = Noch wurde nichts importiert: --since mit einem Tag zeigt, was seitdem neu ist.
export-file = { $file }: { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
 }
error-folder-used = { $path } ist nicht leer. Mit --to einen anderen Ordner nennen.

## Hilfe auf der Befehlszeile

help = Ein Cockpit für ein Vertriebsteam, im Terminal. Ohne Befehl öffnet es sich; in eine Datei oder Pipe gibt es die Pipeline aus.
help-more = In einer lokalen Datei sind Zugriffsrechte ein Geländer, kein Schloss: Wer die Datei hat, kann alles darin ändern. „quarterdeck access PERSON DATENSATZ“ sagt, wer was darf.
help-import = Dateien eines CRM übernehmen, alle oder keine
help-report = Einen Bericht ausgeben: Pipeline, KPIs, Anteile, Änderungen, Wochen, Stand-up, Rollen, Besetzung, Zugriff
help-report-pipeline = Die Pipeline nach Phasen
help-report-kpi = KPIs von Personen, Teams und Standorten
help-report-credit = Wer woran gearbeitet hat, mit welchem Anteil, und wer wie viel zu tun hat
help-report-board = Die Köpfe der Tafel, für Programme
help-report-changes = Was sich seit einem Tag in der offenen Pipeline geändert hat
help-report-staffing = Offene Deals und Firmen mit allen, die dort einen Platz haben; zuerst die, denen jemand fehlt
help-report-access = Wer was darf, nach der Stelle und nach den Teams
help-report-standup = Was im täglichen Stand-up eines Tages gesagt wurde
help-report-sprint = Was aus den Wochen eines Zeitraums wurde, nach Personen und Woche für Woche
help-report-team = Wer was macht: Rollen und Last, übliche Teams, Sales Operations, und was fehlt
help-report-today = Der Tag einer Person oder eines Teams, für Programme
help-add = Einen Datensatz anlegen
help-add-rep = Person anlegen
help-add-team = Team anlegen
help-add-office = Standort anlegen
help-add-membership = Platz einer Person anlegen
help-add-account = Firma anlegen
help-add-contact = Kontakt anlegen
help-add-product = Produkt anlegen
help-add-deal = Deal anlegen
help-add-deal-more = Der Name wird gelesen wie die Zeile von „n“: "Zeta 30k 20. dez" ist Zeta, 30.000 und der 20. Dezember. Eine Option geht
    dem vor, und was in Anführungszeichen steht, ist ganz Name: '"Studio 540"'.
help-add-activity = Aktivität anlegen
help-add-pipeline = Pipeline anlegen
help-add-stage = Phase anlegen
help-add-deal-line = Position eines Deals anlegen
help-add-deal-contact = Kontakt eines Deals anlegen
help-add-sprint = Anlegen: Woche einer Person
help-add-absence = Anlegen: Abwesenheit
help-add-holiday = Anlegen: Feiertag
help-add-template = Anlegen: Vorlage für das, was jede Woche wiederkommt
help-add-role = Anlegen: Rolle
help-add-role-duty = Anlegen: Pflicht einer Rolle
help-add-account-member = Anlegen: Mitglied im Team eines Kunden
help-add-deal-member = Anlegen: Mitglied im Team eines Deals
help-add-default-member = Anlegen: Mitglied eines üblichen Teams
help-add-contract = Anlegen: Vertrag
help-add-support-case = Anlegen: Supportfall
help-add-skill = Anlegen: Fähigkeit
help-add-channel = Anlegen: Weg zu jemandem
help-add-ops-duty = Anlegen: Pflicht von Sales Operations
help-add-credit = Anlegen: Anteil an einem Deal
help-add-roles = Die üblichen Rollen anlegen, mit Pflichten und Maßstab
help-add-item = Etwas für eine Woche oder den Vorrat planen
help-week = Die Woche einer Person oder eines Teams zeigen; beginnen, abschließen, wieder öffnen oder ihr Ziel nennen
help-week-start = Eine Woche beginnen: was geplant ist, steht fest
help-week-close = Eine Woche abschließen; was offen ist, kommt in die nächste, wenn es nicht genannt wird
help-week-reopen = Eine abgeschlossene Woche wieder öffnen
help-week-goal = Das Ziel einer Woche nennen
help-week-review = Zeigen, was über eine Woche gesagt wurde, oder etwas anderes sagen
help-done = Etwas Geplantes erledigen
help-move = Einen Deal in eine andere Phase verschieben
help-take = Einen übergebenen Deal annehmen
help-return = Einen übergebenen Deal zurückgeben und sagen, warum
help-won = Einen Deal gewinnen
help-lost = Einen Deal verlieren
help-split = Sagen, wer wie viel von einem Deal bekommt; ohne Anteile werden sie gezeigt
help-set = Ändern, worauf sich das Team geeinigt hat: currency, fiscal_year_start, time_zone, Gründe, Kurse, Grenzen
help-set-more = Grenzen: big_deal, complex_amount, complex_products, complex_stakeholders, overload, push_count, rot_days, stall_days, untouched_days, week_hours, wip_limit. Ein Deal ist ab einem solchen Betrag, so vielen Produkten oder so vielen Kontakten komplex, wenn niemand etwas anderes sagt (set DEAL complexity=simple).
help-delete = Einen Datensatz löschen; undo bringt ihn zurück
help-undo = Die letzte eigene Änderung zurücknehmen, oder die eines Eintrags
help-redo = Wiederherstellen, was zuletzt zurückgenommen wurde, oder worum es in einem Eintrag ging
help-config = Die Konfigurationsdatei prüfen, oder zeigen, was darin stehen kann
help-config-check = Fehler in der Konfigurationsdatei nennen, mit Zeile und Abhilfe
help-config-path = Den Ort der Konfigurationsdatei ausgeben
help-config-default = Jede Einstellung und jede Taste mit ihrer Vorgabe ausgeben
help-completions = Die Vervollständigung für eine Shell ausgeben
help-help = Dies ausgeben, oder was ein Befehl annimmt
help-man = Die Handbuchseite ausgeben
help-demo = Ein Beispielteam ansehen; nichts davon wird behalten
help-generate = Das Beispielteam in einer neuen Datei erzeugen, so groß wie gewünscht
help-export = Alle Datensätze einer Art oder was hier geändert wurde in eine Datei oder auf die Standardausgabe schreiben
help-export-changes = Schreiben, was hier seit dem letzten Import von Hand geändert wurde, für das CRM, aus dem es kam
help-export-changes-more = Eine Datei je Art und Quelle, nach beiden benannt: die Kennungen der Quelle und die Spalten, die jemand geändert hat, mit den
    Überschriften und Wörtern der Quelle, wo ihre Zuordnung mitgeliefert oder mit --map genannt ist. Neue Datensätze stehen in
    Dateien, die mit new- beginnen, in Quarterdecks eigenen Spalten; gelöschte in deleted.csv. Was wieder zurückgenommen wurde, fehlt,
    ebenso was ein Import geändert hat. Phasen und Pipelines selbst, mehr als ein Produkt oder Kontakt eines Deals und Namen von
    Datensätzen, die die Quelle nur am Namen kennt, werden nicht geschrieben. Vor dem, was eine Tabellenkalkulation ausführen
    würde, steht ein Apostroph, auch vor Kennungen, es sei denn, sie sind eine Zahl mit Vorzeichen.
help-export-week = Eine Woche für Kalender schreiben: was eine Uhrzeit hat, und an welchem Tag etwas fällig ist
help-show = Einen Datensatz mit allen Feldern zeigen, und von einem Deal alles, was dazugehört
help-access = Sagen, was jemand mit einem Datensatz tun darf, und warum
help-access-more = In einer lokalen Datei ist das ein Geländer, kein Schloss: Wer die Datei hat, kann alles darin ändern.
help-who = Ausgeben, wer im Team eines Deals oder einer Firma ist, in welcher Rolle, was offen und was erledigt ist
help-assign = Jemanden ins Team eines Deals oder einer Firma nehmen oder heraus: assign Acme Mila "Sales Engineer"
help-log = Zeigen, wer was geändert hat
help-list = Datensätze auflisten
help-list-deals = Die Deals der Pipeline auflisten, also die offenen, mit ihrer Anzahl und ihrem Wert insgesamt
help-list-hand-offs = Die Deals auflisten, die auf Annahme warten, und auf wessen
help-list-reps = Auflisten: Personen
help-list-teams = Auflisten: Teams
help-list-offices = Auflisten: Büros
help-list-memberships = Auflisten: Wer wohin gehört
help-list-accounts = Auflisten: Firmen
help-list-contacts = Auflisten: Kontakte
help-list-products = Auflisten: Produkte
help-list-activities = Auflisten: Aktivitäten
help-list-pipelines = Auflisten: Pipelines
help-list-stages = Auflisten: Phasen
help-list-deal-lines = Auflisten: Produkte des Deals
help-list-deal-contacts = Auflisten: Kontakte des Deals
help-list-sprints = Auflisten: Wochen
help-list-absences = Auflisten: Abwesenheiten
help-list-holidays = Auflisten: Feiertage
help-list-templates = Auflisten: Vorlagen
help-list-roles = Auflisten: Rollen
help-list-role-duties = Auflisten: Pflichten der Rollen
help-list-account-members = Auflisten: Team des Kunden
help-list-deal-members = Auflisten: Team des Deals
help-list-default-members = Auflisten: Übliche Teams
help-list-contracts = Auflisten: Verträge
help-list-support-cases = Auflisten: Supportfälle
help-list-skills = Auflisten: Fähigkeiten
help-list-channels = Auflisten: Wege zu den Leuten
help-list-ops-duties = Auflisten: Sales Operations
help-list-credits = Auflisten: Anteile an Deals
help-usage = Aufruf
help-commands = Befehle
help-arguments = Argumente
help-options = Optionen
help-arg-help = Hilfe ausgeben
help-arg-version = Version ausgeben
help-arg-command = Ein Befehl
help-arg-shell = Für welche Shell
help-arg-store = Die Datei mit den Daten des Teams [Vorgabe: im Datenordner der Plattform]
help-arg-as = Wer handelt: jemand aus dem Team, sobald es eins gibt
help-arg-receiver = Wem der Deal angeboten wird, wo er übergeben wird [sonst: allen der Funktion]
help-arg-note = Was ihnen gesagt wird
help-arg-all = Auch geschlossene Deals; ein Filter, der sagt, wo Deals stehen, etwa won oder stage:propose, braucht kein --all
help-arg-lang = Sprache, etwa en oder de-AT [Vorgabe: die des Systems]
help-arg-fresh = Beginnen, als wäre das Cockpit nie offen gewesen: mit Heute, alles wie beim ersten Mal
help-arg-files = CSV-Dateien oder Kalender (.ics) der handelnden Person, in beliebiger Reihenfolge
help-arg-map = Wie aus Spalten Einträge werden; mitgelieferte Mappings werden an den Köpfen erkannt
help-arg-dry-run = Nur sagen, was geschehen würde
help-arg-partial = Die guten Zeilen nehmen, auch wenn andere abgelehnt werden
help-arg-json = JSON schreiben
help-arg-csv = CSV schreiben
help-arg-allow-negative = Beträge unter null annehmen
help-arg-clean = Steuerzeichen entfernen, statt die Zeile abzulehnen
help-arg-encoding = Kodierung der Dateien, wenn nicht UTF-8
help-arg-date-format = Wie Daten geschrieben sind, etwa %d/%m/%Y; mehrfach, wenn es mehrere Weisen gibt
help-arg-decimal = Dezimaltrennzeichen
help-arg-currency = Währung von Beträgen ohne eine; ein Team ohne Währung übernimmt sie
help-arg-unknown-reps = Unbekannte Personen: „create“ legt sie an, „empty“ lässt sie weg, oder wer für sie steht
help-arg-unknown-stages = Unbekannte Phasen: anlegen oder ihre Zeilen ablehnen
help-arg-events = Was aus den Terminen eines Kalenders wird
help-arg-office = Wessen Feiertage es sind; ohne Angabe die aller
help-arg-excel-dates = Bloße Zahlen als Daten einer Tabellenkalkulation lesen, gezählt ab 1900 oder 1904
help-arg-rep = Nur diese Person
help-arg-team = Nur dieses Team; bei einer neuen Person: wohin sie gehört
help-arg-find = Nur Deals mit diesen Wörtern im Namen des Deals, der Firma, der zuständigen Person oder eines Kontakts
help-arg-period = 2026, 2026-Q4, FY2026-Q4, 2026-11, 2026-W47, FROM..TO, this-week, last-quarter [Vorgabe: all]
help-arg-since = Erster Tag der Änderungen, als Tag oder als Zeitraum, der an ihm beginnt, etwa yesterday oder this-week [Vorgabe: der letzte Arbeitstag]
help-arg-date = Der Tag des Stand-ups [Vorgabe: heute]
help-arg-today = Der Tag, von dem aus Zeiträume wie last-quarter zählen; Offenes ist immer von jetzt [Vorgabe: heute]
help-arg-by = Nach Person, Team oder Standort gruppieren
help-arg-md = Markdown schreiben
help-arg-week = 2026-W47, this, last, next oder ein Tag darin [Standard: this]
help-arg-weeks = Wochen, die darin beginnen: 2026-W47, 2026-Q4, 2026-11, FROM..TO, last-week, this-quarter [Standard: this-week]
help-arg-whose = Um wessen Woche es geht [Standard: die von der Person, die handelt]
help-arg-everyone = Die Wochen aller im Team
help-arg-item = Was zu tun ist
help-arg-item-kind = call_block, meeting, proposal, agreement, follow_up … [Standard: free]
help-arg-due = Tag, an dem es fällig ist, etwa fr oder 27.11.
help-arg-at = Wann es beginnt, etwa 11:00
help-arg-estimate = Wie lange es dauert, etwa 30m oder 1,5h [Standard: wie für die Art üblich]
help-arg-account = Firma, um die es geht
help-arg-target = Wie viele es sein sollen: es wird gezählt
help-arg-backlog = Noch für keine Woche
help-arg-back = Was zurück in den Vorrat geht, nach Id oder Name; einmal für jedes
help-arg-drop = Was wegfällt, und warum; einmal für jedes
help-arg-goal = Das Ziel in einer Zeile; ein leeres nimmt es weg
help-arg-goal-met = Ob das Ziel erreicht ist: met oder missed
help-arg-keep = Was gut ging und bleibt
help-arg-change = Was nicht gut ging
help-arg-attempt = Was ausprobiert wird
help-arg-improvement = Was anders gemacht wird: eine Aufgabe der nächsten Woche
help-arg-ics = iCalendar schreiben
help-arg-planned = Was erledigt ist, nach Id, Betreff oder Deal; ein Teil davon reicht, wenn nichts anderes so heißt
help-arg-outcome = Was dabei herauskam
help-arg-stage = Name der Phase, in der Pipeline des Deals
help-arg-reason = Warum gewonnen oder verloren, in einem Wort: price, our_follow_up …
help-arg-met = Was von den Kriterien der Phase erfüllt ist; je Kriterium einmal, oder all
help-arg-pass = Warum der Deal dorthin darf, obwohl die übrigen Kriterien nicht erfüllt sind
help-arg-words = Eine Einstellung und ihr Wert (currency EUR), rate mit Währung und Zahl, oder ein Deal und was in seinen Feldern steht (Acme amount=48k "close=12 dez"); jeder andere Datensatz mit seiner Art davor (account Acme region=Nord)
help-arg-person = Um wen es geht
help-arg-record = Der Deal; bei anderen Datensätzen Art und Name (account Acme)
help-arg-assigned = Der Deal, oder account und der Name der Firma; wer; die Rolle (ein Deal geht einer Firma gleichen Namens vor)
help-arg-account-level = Was sie mit der Firma dürfen
help-arg-deal-level = Was sie mit dem Deal dürfen, oder mit den Deals der Firma
help-arg-contract-level = Was sie mit den Verträgen der Firma dürfen
help-arg-case-level = Was sie mit den Supportfällen der Firma dürfen
help-arg-remove = Aus dem Team nehmen; was dort offen ist, wird abgesagt
help-arg-default = Das übliche Team dessen hineinnehmen, der zuständig ist, auch wer nur auf Wunsch kommt
help-arg-to = Wohin die Deals einer Phase gehen, die gelöscht wird
help-arg-deal = Der Deal, nach ID, fremder ID oder Name, oder nach Wörtern seines Namens, die kein anderer hat
help-arg-from = Erster Tag, an dem ein Kurs oder eine Grenze gilt [Vorgabe: heute]
help-arg-limit-stage = Die Phase, für die eine Grenze gilt [Vorgabe: alle ohne eine eigene]
help-arg-file = Eine Datei, die es noch nicht gibt oder die leer ist
help-arg-seed = Eine andere Zahl ergibt ein anderes Team [Vorgabe: 1]
help-arg-scale = Wie groß: die Leute der Geschichte sind immer dabei [Vorgabe: nur die Geschichte]
help-arg-sample-day = Der Tag, der im Beispiel „jetzt“ ist [Vorgabe: heute]
help-arg-entry = Nummer eines Eintrags im Journal
help-arg-limit = Wie viele höchstens
help-arg-containing = Nur solche, in denen all diese Wörter stehen
help-arg-filter = Wörter und Felder: acme zuständig:ich phase>=angebot betrag>20k abschluss<fr ruht ohne-schritt; ein Komma heißt oder, ein - davor heißt nicht
help-arg-sort = In welcher Reihenfolge [sonst: close]
help-arg-reverse = Andersherum; was keinen Wert hat, kommt trotzdem zuletzt
help-arg-log-since = Alle Einträge seit einem Tag, etwa 2026-11-01, yesterday oder mo
help-arg-log-who = Nur Einträge derer, die so heißen
help-arg-kind = Welche Datensätze
help-arg-shares = Wer wie viel bekommt, etwa "Bavo 60" "Sander 40"
help-arg-credit = Teil des Betrags (revenue) oder zusätzlich fürs Helfen (overlay) oder fürs Vermitteln (sourcing) [Vorgabe: revenue]
help-arg-to-file = Zu schreibende Datei [Vorgabe: Standardausgabe]
help-arg-to-folder = Zu schreibender Ordner, neu oder leer [Vorgabe: changes-HEUTE]
help-arg-changed-since = last-import oder ein Tag

# Das Stand-up

standup-title = Stand-up, { $day }
standup-title-team = Stand-up { $team }, { $day }
standup-not-held = Am { $day } gab es kein Stand-up. Ohne --date ist es das, was heute zu sagen wäre.
standup-absent = nicht da: { $names }
standup-back = { $name } (zurück { $day })
standup-part-yesterday = Gestern
standup-part-today = Heute
standup-part-blocker = Blockiert
standup-part-none = { $part }: nichts
standup-won = gewonnen: { $deal }
standup-lost = verloren: { $deal }
standup-moved = { $deal }: { $old } → { $new }
standup-started = neu: { $deal }
standup-count = { $count } × { $kind }
standup-activity = { $kind } { $about }
standup-blocked = { $what }: { $blocker } ({ $age })
standup-blocked-owner = { $what }: { $blocker } (wartet auf { $owner }, { $age })
standup-noted = { $text }
standup-noted-by = { $text } ({ $rep })
standup-praised = { $about }: { $text }
standup-praised-by = { $about }: { $text } ({ $rep })
standup-helps = { $about } hilft { $rep }: { $text }
standup-notes-topic = Später zu besprechen
standup-notes-decision = Beschlossen
standup-notes-praise = Lob
standup-notes-help = Hilfe
standup-everyone = Stand-up
standup-order = der Reihe nach { $order }
standup-turns-list = wie auf der Liste
standup-turns-shuffled = gemischt
standup-turns-last-first = vom Ende der Liste
standup-way-board = die Tafel entlang von rechts, Ältestes zuerst
standup-nobody-there = Niemand ist da.
standup-begins = { $count } an der Reihe, je { $each }: { KEY("next-turn") } beginnt
standup-goes-on = { $count } an der Reihe, je { $each }: { KEY("next-turn") } macht weiter
standup-at = { $at } von { $count }
standup-round = Runde { $spent } von { $whole }
standup-time-short = die Zeit wird knapp
standup-time-over = die Zeit ist um
standup-since = { $part }, seit { $day }
standup-none = nichts
standup-more = + { $count } diese Woche
standup-cut = + { $count } Zeilen
standup-noted-title = Notiert
standup-note-topic = später
standup-note-decision = beschlossen
standup-note-praise = Lob
standup-note-help = Hilfe
standup-lane-todo = Zu tun
standup-lane-doing = In Arbeit
standup-lane-blocked = Blockiert
standup-age-today = seit heute
standup-age = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}
standup-which-item = Was blockiert ist
standup-who-helps = Wer helfen kann
standup-whom-to-praise = Wer gelobt wird
standup-other-item = etwas anderes
standup-turn-of = { $rep } ist dran
standup-line-blocker = Was es aufhält
standup-line-blocker-help = die Preisliste @annemarie: was es aufhält, nach einem @ wer das lösen kann
standup-line-help = Um Hilfe bitten
standup-line-help-help = was zu tun ist: es landet auf der Tafel dieser Woche
standup-line-topic = Später zu besprechen
standup-line-topic-help = was, in wenigen Worten
standup-line-decision = Beschlossen
standup-line-decision-help = was, in wenigen Worten
standup-line-praise = Lob
standup-line-praise-help = wofür
standup-help-item = { $text } (für { $rep })
standup-waits-for = wartet auf { $owner }
standup-copied = Die Zusammenfassung liegt in der Zwischenablage.
file-written = Geschrieben nach { $path }
file-not-written = { $path } lässt sich nicht schreiben: { $detail }
