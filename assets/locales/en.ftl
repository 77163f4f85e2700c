### English: every word Quarterdeck shows. Numbers, money and dates arrive already written for the language.

## How values are put together

number-percent = { $number } %
number-multiple = { $number }×
# Too few observations to mean much.
measure-few = ~{ $value }
measure-days = { $days } days
measure-days-short = { $days } d
# Amounts of several currencies that could not be converted.
measure-parts = { $first } + { $rest }

# A currency with a symbol, and one that only has a code (or a symbol made of letters).
money-by-symbol = { $sign }{ $unit }{ $amount }
money-by-code = { $sign }{ $unit } { $amount }
# The short form; the amount carries one of the words below.
money-short = { $sign }{ $unit } { $amount }
money-ones = { $amount }
money-thousands = { $amount }k
money-millions = { $amount }M
money-billions = { $amount }B

date-day = { $day } { $month } { $year }
date-day-short = { $weekday } { $day } { $month }
date-weekday = { $weekday }
date-day-of-week = { $weekday } { $day }
date-day-month = { $day } { $month }
date-week = W{ $week }
date-day-long = { $weekday } { $day } { $month } { $year }
date-read = { $day } ({ $distance })
date-today = today
date-ahead = in { $count ->
    [one] 1 day
   *[other] { $count } days
 }
date-ago = { $count ->
    [one] 1 day
   *[other] { $count } days
 } ago

period-all = all time

## KPIs: the label, a header for a narrow column, the formula, the convention it is counted under

kpi-calls-made = Calls made
kpi-calls-made-short = calls
kpi-calls-made-formula = Calls that were made
kpi-calls-made-convention = Counted by the day of the call, for whoever made it. Planned calls do not count.
kpi-meetings-booked = Meetings booked
kpi-meetings-booked-short = booked
kpi-meetings-booked-formula = Meetings and demonstrations that were put into the calendar
kpi-meetings-booked-convention = Counted by the day of the booking, for whoever holds the meeting, whether it took place or not.
kpi-meetings-held = Meetings held
kpi-meetings-held-short = meetings
kpi-meetings-held-formula = Meetings and demonstrations that were held
kpi-meetings-held-convention = Counted by the day of the meeting, for whoever held it.
kpi-proposals-sent = Proposals sent
kpi-proposals-sent-short = proposals
kpi-proposals-sent-formula = Proposals that were sent
kpi-proposals-sent-convention = Counted by the day on which it was sent, for whoever sent it.
kpi-on-time-rate = Done on time
kpi-on-time-rate-short = on time
kpi-on-time-rate-formula = Appointments and follow-ups done by their day ÷ those that were due
kpi-on-time-rate-convention = Counted by the day on which they were due, as soon as it is over, for whoever does them and for whoever put them into somebody else’s calendar; for sales support also those of the people they serve. What was put off after its day was late; what was called off, or never planned, does not count.
kpi-won-value = Won
kpi-won-value-short = won
kpi-won-value-formula = The sum of the amounts credited for deals won
kpi-won-value-convention = Counted by the day of closing. Money is credited by revenue shares: a deal that was not shared out
    is its owner’s entirely. Counts and rates stay the owner’s, with full amounts. Other currencies are converted at the
    rate of that day.
kpi-sourced-value = Sourced
kpi-sourced-value-short = sourced
kpi-sourced-value-formula = The sum of the sourcing shares of deals won
kpi-sourced-value-convention = Counted by the day of closing, for whoever brought the lead or the idea. It stands beside what is won and
    takes nothing from it.
kpi-quota-attainment = Attainment
kpi-quota-attainment-short = attained
kpi-quota-attainment-formula = Won, as credited, ÷ quota
kpi-quota-attainment-convention = Money counts by revenue shares. The quota is the sum of the goals that lie in the period. Of a
    team it is the team’s own goal or, without one, the sum of its members’.
kpi-win-rate = Win rate
kpi-win-rate-short = win rate
kpi-win-rate-formula = Deals won ÷ deals won and lost
kpi-win-rate-convention = Counted by the day of closing, for the owner. Fewer than 5 deals say little and are marked with ~.
kpi-avg-deal-size = Average deal size
kpi-avg-deal-size-short = avg deal
kpi-avg-deal-size-formula = Amounts of deals won ÷ deals won
kpi-avg-deal-size-convention = Counted by the day of closing, for the owner, with full amounts. Deals without an amount are left out.
kpi-pipeline-coverage = Pipeline coverage
kpi-pipeline-coverage-short = coverage
kpi-pipeline-coverage-formula = Open pipeline expected to close in the period ÷ what is left of the quota
kpi-pipeline-coverage-convention = Open deals as of today, by their expected close. Without a quota, or once it is reached, there is no value.
kpi-open-count = Open deals
kpi-open-count-short = open
kpi-open-count-formula = Deals in an open stage
kpi-open-count-convention = As of today, whatever the period.
kpi-open-value = Open pipeline
kpi-open-value-short = pipeline
kpi-open-value-formula = The sum of the amounts of open deals
kpi-open-value-convention = As of today, whatever the period. Other currencies are converted at today’s rate.
kpi-weighted-value = Weighted pipeline
kpi-weighted-value-short = weighted
kpi-weighted-value-formula = The sum of amount × probability of open deals
kpi-weighted-value-convention = As of today, whatever the period. The deal’s own probability, else that of its stage; each deal is rounded half
    up, then all are added.
kpi-won-count = Deals won
kpi-won-count-short = wins
kpi-won-count-formula = Deals that were won
kpi-won-count-convention = Counted by the day of closing, for the owner.
kpi-lost-count = Deals lost
kpi-lost-count-short = lost
kpi-lost-count-formula = Deals that were lost
kpi-lost-count-convention = Counted by the day of closing, for the owner.
kpi-avg-sales-cycle-days = Average sales cycle
kpi-avg-sales-cycle-days-short = cycle
kpi-avg-sales-cycle-days-formula = Days from start to close ÷ deals won
kpi-avg-sales-cycle-days-convention = Counted by the day of closing, for the owner. Deals without a start day are left out.
kpi-median-sales-cycle-days = Median sales cycle
kpi-median-sales-cycle-days-short = median cycle
kpi-median-sales-cycle-days-formula = The middle of the days from start to close
kpi-median-sales-cycle-days-convention = Half of the deals won took longer. Of an even number it is the mean of the two in the middle.
kpi-sales-velocity = Sales velocity per day
kpi-sales-velocity-short = velocity/day
kpi-sales-velocity-formula = Open deals × average deal size × win rate ÷ average sales cycle
kpi-sales-velocity-convention = Open deals as of today, the rest by the day of closing in the period.

# A formula or a convention, as it stands above.
kpi-said = { $text }
# What could not be counted.
left-out-no-amount = { $count ->
    [one] 1 deal without an amount
   *[other] { $count } deals without an amount
 }
left-out-no-probability = { $count ->
    [one] 1 deal without a probability
   *[other] { $count } deals without a probability
 }
left-out-no-start = { $count ->
    [one] 1 deal without a start day
   *[other] { $count } deals without a start day
 }
left-out-no-rate = { $count ->
    [one] 1 deal in a currency without a rate
   *[other] { $count } deals in a currency without a rate
 }
left-out-no-quota = No goal lies in this period.

# The two sides of a ratio.
kpi-part-quota = Quota
kpi-part-quota-left = Left of the quota
kpi-part-closed = Deals won and lost
kpi-part-kept = Done by their day
kpi-part-promised = Appointments and follow-ups due
kpi-part-won-amounts = Amounts of deals won
kpi-part-won-with-amount = Deals won with an amount
kpi-part-won-with-days = Deals won with both days
kpi-part-cycle-days = Days from start to close, in all
kpi-part-due = Open deals expected to close in the period

## What to do next about a deal

deal-next-won = Won on { $day }. Nothing is left to do here.
deal-next-lost = Lost on { $day }. Nothing is left to do here.
deal-next-overdue = The next step ({ $kind }) is { $days ->
    [one] 1 day
   *[other] { $days } days
 } overdue: do it, or give it a new day.
deal-next-none = There is no next step: plan one.
deal-next-none-passed = It was expected to close on { $day }, and there is no next step: plan one, and give it a new day.
deal-next-none-stalled = It has been in { $stage } for { $days } days, and there is no next step: plan one.
deal-next-passed = It was expected to close on { $day }: give it a new day, or close it.
deal-next-stalled = It has been in { $stage } for { $days } days: ask what holds it up.
deal-next-today = The next step is today: { $kind }.
deal-next-later = All is well. The next step is on { $day }: { $kind }.
deal-next-undated = The next step ({ $kind }) has no day: give it one.

## The cockpit: frame

banner-demo = Sample team: look around, nothing you do here is kept. Leave with { KEY("quit") }.
frame-needs = ! { $count } { $count ->
    [one] needs you
   *[other] need you
 }
frame-won = { $quarter } { $won }
frame-goal = { $quarter } { $won } of { $goal }  { $share }
frame-now = now { $standing }
frame-gap = gap { $gap }, { $days ->
    [one] 1 working day
   *[other] { $days } working days
 }
scope-all-reps = all reps
scope-team = team { $name }
scope-me = you
waiting = reading…
working = working…
working-at = { $percent } %
busy = Something is still being done. Wait until it is over.
done-run = Done: { $what }. { KEY("undo") } takes it back.
deal-filtered = { $deal } is there, but the filter leaves it out. Esc shows all deals.
deal-elsewhere = { $deal } is there, but not among the deals shown: { KEY("who") } chooses whose, { KEY("now") } which period.
done-undone = Taken back: { $what }. { KEY("redo") } brings it again.
done-redone = Brought back: { $what }.
said-after = { $first } { $then }
remark-namesake = Another { $kind } is called “{ $name }” too.
remark-new = New { $kind }: “{ $name }”.
remark-place = With that { $rep } leaves { $place } on { $on }.
remark-owed = { $count ->
    [one] One duty is owed now.
   *[other] { $count } duties are owed now.
}
remark-duty = { $people ->
    [one] One person owes “{ $duty }” now, { $count ->
        [one] once.
       *[other] { $count } times.
    }
   *[other] { $people } people owe “{ $duty }” now, { $count } times.
}
remark-off = { $count ->
    [one] One open duty is called off.
   *[other] { $count } open duties are called off.
}
remark-left = Left, and so not on the team of { $what }: { $names }.
remark-ask = Joins the team of { $what } if asked for: { $names }.
remark-waits = “{ $deal }” waits to be taken now, by whoever is first of: { $function } ({ $names }).
remark-waits-nobody = “{ $deal }” waits to be taken now, and nobody on the team is: { $function }.
remark-only-stage = All that they owe is expected by “{ $stage }”, the only open stage. Once there are others, give each duty its own: quarterdeck set role-duty NAME stage=…
remark-leaves = { $rep } still owns { $deals ->
        [one] 1 open deal
       *[other] { $deals } open deals
    } and { $accounts ->
        [one] 1 account
       *[other] { $accounts } accounts
    }. Give them to others; “quarterdeck report staffing” and the staffing (pane 8) list what is open.
remark-no-overlay = There was no share of { $names } on top of “{ $deal }” to take away.
remark-no-sourcing = There was no share of { $names } for bringing “{ $deal }” to take away.
remark-share-unseen = { $names } cannot see “{ $deal }”, nor what it brings them. Put them on its team: quarterdeck assign "{ $deal }" NAME
config-not-kept = The setting could not be kept: { $detail }. It holds until you leave.
config-not-read = The filters that are kept could not be read: { $detail }
list-position = { $at } of { $count }
list-empty = Nothing here.
failure-advice = Press { $key } to try again, or { KEY("quit") } to leave.
too-small = The terminal is too small.
too-small-sizes = It has { $present }, this needs { $needed }.
too-small-advice = Enlarge it, or press { KEY("quit") } to leave.
empty-import = To begin, press { KEY("palette") } and choose “first steps” or “import files”.

days-short = { $days }d

## The cockpit: panes

column-pipeline = pipeline
column-stage = stage
column-deals = deals
column-person = person
column-function = function
column-load = load
column-duties = duties
column-access = access
column-member = with
column-added = added
column-contract = contracts
column-case = cases
column-category = category
column-duty = duty
column-covered-by = covered by
column-side = matter of
column-value = value
column-weighted = weighted
column-rep = rep
column-deal = deal
column-amount = amount
column-close = close
column-owner = owner
column-next-step = next step
column-age = days
column-probability = probability
column-signals = signals
column-account = account
column-name = name
column-day = day
column-kind = kind
column-about = about
column-outcome = outcome
column-reasons = why
column-seat = seat
column-to-do = to do
column-at = when
column-to-goal = to goal
column-gap = gap
column-needs = needs
column-commit = commit
column-coverage = cover
column-calls = calls
column-meetings = meet
column-next = next
# Amounts of several currencies, where there is no room to list them.
cell-mixed = mixed

pane-today = Today
pane-today-help = Your day, and the deals that need you: without a next step, with one that is overdue, past their expected close, or
    too long in their stage. For a team: one row a person, the largest gap first. Gap is what is missing to the quarter’s
    goal, commit what is promised in it, cover how many times the open deals of the quarter make up for the gap.

pane-today-empty = Nothing is planned, and no open deal is waiting. This is where your day and the deals that need you appear. { KEY("plan") } plans your week.
today-today = TODAY
today-planned = { $hours } h planned
today-planned-of = { $hours } h planned of { $capacity }
today-carried = carried over { $count }
today-free = nothing for today
today-overdue = OVERDUE
today-cover = FOR THOSE WHO ARE AWAY
today-tomorrow = TOMORROW
today-week = REST OF WEEK
today-later = AFTER THIS WEEK
today-undated = WITHOUT A DAY
today-any-time = any time
today-late = { $days } d late
today-hours = { $hours } h
today-with = with { $name }
today-agenda-empty = Nothing is planned. Calls, meetings and next steps appear here; { KEY("palette") } “new activity” plans one.
today-no-deal = No deal belongs to this.
today-needs = NEEDS YOU
today-needs-them = NEEDS ATTENTION
today-needs-count = { $count }, most money first
today-alarm = { $kpi }: { $count } in five working days, usually { $usual }.
today-dry = The pipeline would run dry by { $on }.
today-only-you = Only you see this.
today-since = SINCE { $day }
today-news-empty = No deal was won, lost, moved or started: such news appear here. { KEY("pane-pipeline") } shows the deals.
today-won = { $who } won { $deal }
today-lost = { $who } lost { $deal }
today-moved = { $deal } of { $who } moved to { $stage }
today-started = { $who } started { $deal }
today-team = TEAM
today-team-order = { $quarter }; calls and meetings of this week
today-team-empty = Nobody is on this team. Its people appear here, a row each; { KEY("palette") } “people of the team” adds them.
today-nothing-next = nothing planned
today-blocked = blocked: { $what }, { $days } d

need-no-step = no step
need-step-overdue = step overdue { $days } d
need-close-passed = close { $days } d past
need-stalled = stalled { $days } d
need-idle = idle { $days } d
need-untouched = untouched { $days } d
need-pushed = put off { $count }×
need-hand-off = waits to be taken, { $days } d
need-big = big without a meeting
need-band = no { $role }
need-with-key = { $why } ({ $key })

pane-sprint = Sprint
pane-sprint-help = The week of a rep: what is to be done, begun, blocked and done, and how much of the plan that is. { KEY("view") } shows
    it day by day, then the weeks of the whole team, { KEY("week-earlier") } { KEY("week-later") } { KEY("week-now") } another week. “+” came after the start, “↷2” was carried on twice, “!”
    presses, “✗” cannot be done when it is planned. What is in no week waits in the backlog, left of the others.
pane-sprint-empty = Nothing is planned for this week. { KEY("plan") } suggests what may go into it, { KEY("new-item") } writes down something new, { KEY("goal") } says what the week is for, { KEY("start-week") } starts it.
pane-sprint-nobody = Nobody is on this team. The weeks of its people appear here, a row each.
lane-backlog = Backlog
lane-todo = To do
lane-doing = Doing
lane-blocked = Blocked
lane-done = Done
lane-empty = –
lane-backlog-empty = Nothing waits. What is planned for no day and no week stands here: { KEY("new-item") } writes it down, { KEY("item-on") } puts it into the week.
lane-any-day = Any day
lane-day = a day
lane-day-empty = Nothing is planned. { KEY("new-item") } plans something for this day.
day-away = away until { $day }
day-cover = { $cover } covers
day-no-cover = nobody covers
day-holiday = public holiday
day-until = until { $time }
clash-overlap = overlaps
clash-away = while away
clash-holiday = on a holiday
item-has-time = What has a time stands by its time. { KEY("edit-item") } changes that.
sprint-title = Sprint { $week } · { $rep }
sprint-goal = goal: { $goal }
sprint-no-goal = no goal yet: { KEY("goal") } sets one
sprint-had-no-goal = no goal
sprint-planning = in planning: { KEY("start-week") } starts it
sprint-ends = ending: { KEY("close-week") } closes it
sprint-closed = closed
sprint-closed-by-clock = closed by clock
sprint-started-by-clock = started by clock
sprint-day = working day { $at } of { $count }
sprint-days = { $count } working { $count ->
    [one] day
   *[other] days
 }
sprint-planned = planned { $count }
sprint-done = done { $count } ({ $share })
sprint-added = added { $count }
sprint-dropped = dropped { $count }
sprint-carried = carried { $count }
sprint-carried-on = carried on { $count }
sprint-backlog = backlog { $count }
sprint-any-day = ← any day { $count }
sprint-hours = { $load } h of { $capacity } h
sprint-over-wip = ! { $count } begun, { $limit } at most
sprint-burndown = burndown { $line }
sprint-pace-left = { $hours } h left
sprint-pace-even = { $hours } h at an even pace
sprint-counted = { $counted }/{ $target }
sprint-more = { $count } more
sprint-waits = waits
sprint-waits-for = waits for { $owner }
sprint-since = { $what }, { $days } d
sprint-drag-nowhere = { $deal }: let it go over another lane. Esc leaves it here.
sprint-drag-before = { $deal } goes before { $name }. Esc leaves it where it is.
sprint-drag-last = { $deal } goes last. Esc leaves it where it is.
sprint-left = left the week
sprint-review = review
sprint-ended-carried = { $what }: carried on
sprint-ended-returned = { $what }: back to the backlog
sprint-ended-dropped = { $what }: dropped
sprint-ahead = ahead
sprint-ahead-none = no agreement to send and no close to expect in the next six weeks
sprint-close = close
sprint-no-week = not planned
sprint-blockers = { $count }: { $first } …
sprint-team = Sprint { $week } · team
sprint-team-done = { $begun } of { $people } have started · done { $count } of { $planned } ({ $share })
line-item = New item
line-item-help = what, about whom, when, how long: demo Acme fri 11:00 1h; 20 calls
line-item-deal = about { $deal }
line-item-elsewhere = into { $week }, not into { $shown }
line-blocker = What stops it
line-blocker-help = what it waits for, @ and the name of who can lift that; nothing lifts it
line-goal = What the week is for
line-goal-help = in one line; nothing takes it away
blocker-is = blocked: { $what }
blocker-by = blocked: { $what } · { $owner } can lift it
blocker-lifted = no longer blocked
blocker-nothing = Say what stops it, too.
blocker-nobody = Nobody, or more than one, is called “{ $name }”: write more of the name.
blocker-not-here = Only what is to be done in a week can be blocked.
item-not-counted = This is not counted. { KEY("edit-item") } gives it a number to reach.
item-is-done = This is done. { KEY("item-back") } takes it back into work.
item-gone = What was chosen is not here any more: somebody else moved it meanwhile.
item-elsewhere = Done: put into { $week }, not into { $shown }: { KEY("week-later") } { KEY("week-earlier") } turn the weeks. { KEY("undo") } takes it back.
item-rep-title = Who does it
item-rep-lead = Who does “{ $name }” instead?
items-marked = { $count } items
lane-title = Where to
lane-week = { $week }, from { $day }
lane-none-further = There is no column further in that direction.
drop-title = Drop it
drop-lead = Why is “{ $name }” dropped?
drop-not-needed = no longer needed
drop-called-off = the customer called it off
drop-no-time = no time for it
drop-somebody-else = somebody else does it
finish-title = In the same step
finish-lead = { $deal } goes to { $stage }. What is planned about it now: { $kind }.
finish-done = that is done with it
finish-stays = that stays planned
stage-lead-done = The { $kind } is done. Where does { $deal } go?
item-no-deal = This is about no deal that could be moved.
replan-choose = Replan
replan-fell-through = fell through
replan-ready = ready to sign
replan-cause = It fell through
replan-why = Why does “{ $name }” not take place?
cause-nobody-came = nobody came
cause-ill = somebody is ill
cause-more-urgent = something else is more urgent
replan-reason = { $deal } is ready to be signed
replan-no-deal = This is about no deal that could be signed.
replan-title = Replan · { $name }
replan-free = free { $when } · { $hours } h
replan-day = today { $load } h of { $capacity } h
replan-week = week { $load } h of { $capacity } h
replan-to = to { $when }
replan-none-fits = Nothing that waits fits into what is left of this time. { KEY("back") } leaves it free.
replan-all-fits = What closes the deal is planned for today, and nothing has to make way. { KEY("back") } shows the day.
close-title = The end of { $week }
close-lead = What becomes of what is not done?
close-because = because:
close-help = Tab changes it, a word says why it is dropped, Enter goes on
close-why = Say why it is dropped.
review-of-week = Review of { $week }
review-ends = Enter ends the week
review-goal-unsaid = – not said
review-title = Review { $week }
review-title-team = Review { $team }, { $week }
review-goals = { $met } of { $closed } goals met
review-goals-none = No week is closed yet
review-no-deal = no deal
review-deals = { $count ->
    [one] { $count } deal, { $value }
   *[other] { $count } deals, { $value }
 }
review-won = won { $deals }
review-moved = moved on { $deals }
review-figures = planned { $planned }, done { $done } ({ $share })
review-open = still open: { $names }
review-stuck = { $name }, carried { $count }×
review-of = { $what } ({ $rep })
review-met = goal met
review-missed = goal missed
review-goal-met = goal met: { $goal }
review-goal-missed = goal missed: { $goal }
review-keep = keep: { $text }
review-change = change: { $text }
review-attempt = try: { $text }
review-improvement = next week: { $text }
review-unsaid = nothing was said of it; { KEY("review-week") } says something
review-section = Review
review-part-won = Won
review-part-moved = Moved on
review-part-stuck = Carried three times
review-part-improvements = Next week
review-part-none = nothing
fate-carry = carry on
fate-return = backlog
fate-drop = drop
column-done = done

pane-pipeline = Pipeline
pane-pipeline-summary = { $count } open  { $value }  weighted { $weighted }
pane-pipeline-sort = by { $by }{ $way } · { $view }
view-board = board
view-table = by stage
view-list = one list
list-of-all = All open deals by { $by }
pane-pipeline-no-deals = no deals yet: { KEY("new-deal") } makes one, { KEY("palette") } “import files” brings in many
pane-pipeline-none-seen = no deals that you may see
pane-pipeline-marked = { $count } marked
pane-pipeline-empty = No stages yet. This is where your deals appear, stage by stage.
pane-pipeline-nothing-found = No deal is found so. Esc shows all again.
pane-pipeline-closed-in = Won and lost ones are of the period above: { KEY("earlier") } { KEY("later") } { KEY("now") } change it.
pane-pipeline-help = Every open deal in its stage, the next expected close first. A card says who owns it, how long it has been
    in its stage, and its next step: ● overdue or today, ○ later, ◌ none. “!” marks a deal that is idle, stalled or
    untouched. Weighted is the amount times the probability. ↷2: the close was put off twice.
    With the mouse: Ctrl and a click marks a deal, and so does a click at its left edge, where ✓ stands; a deal is
    dragged to another stage, and all that are marked with it.
sort-close = expected close
sort-amount = amount
sort-name = name
sort-next-step = next step
sort-age = days in stage
sort-owner = owner
sort-stage = stage
sort-signals = signals
sort-probability = probability
sort-account = account
sort-by = by { $by }
sort-title = Order
sort-turn = now; once more turns it
columns-title = Columns of the table
columns-no-room = no room here
columns-of-list = in the one list of all

stage-count = { $count } · { $value }
stage-weighted = weighted { $value }
stage-idle = { $count } idle
stage-stalled = { $count } stalled
stage-empty = no deals
drag-to = { $deal } → { $stage }
drag-nowhere = { $deal }: let it go over a stage. Esc leaves it here.
board-closed = closed in { $period }
board-closed-all = closed at any time

deal-no-close = no date
step-none = ◌ no step
step-overdue = ● { $kind } overdue { $days }d
step-today = ● { $kind } today
step-later = ○ { $kind } { $on }
step-untyped = step
signal-idle = idle { $days }d
signal-stalled = stalled { $days }d
signal-untouched = untouched { $days }d
deal-pushed = { $on } ↷{ $count }

## Filters of deals

filter-owner = owner
filter-team = team
filter-account = account
filter-contact = contact
filter-stage = stage
filter-amount = amount
filter-close = close
filter-next = next step
filter-started = started
filter-agreement = agreement
filter-probability = probability
filter-category = category
filter-pushed = put off
filter-reason = reason
filter-idle = idle
filter-stalled = stalled
filter-untouched = untouched
filter-no-step = no next step
filter-overdue = step overdue
filter-today = step today
filter-no-close = no expected close
filter-no-amount = no amount
filter-complex = complex
filter-open = open
filter-won = won
filter-lost = lost
filter-closed = closed
filter-not = not { $what }
filter-without = without { $what }
filter-me = me
filter-nobody = nobody
filter-no-one-called = nobody is called “{ $name }”
filter-no-stage-called = no stage is called “{ $name }”
filter-no-team-called = no team is called “{ $name }”
filter-no-field = “{ $part }” is no field. There are { $fields }
filter-no-sign = “{ $part }” cannot be compared so: { $example }
filter-no-value = “{ $part }” waits for { $values }
filter-bad-value = “{ $part }”: expected { $values }
filter-values-name = a name: acme, "Hotel Zur Post"
filter-values-stage = the name of a stage
filter-values-amount = an amount: 20k, 1.2m, €500, none
filter-values-day = a day or period: fri, 12 dec, +2w, eom, w48, none
filter-values-percent = a percentage: 50
filter-values-count = a whole number: 2
filter-values-category = pipeline, best-case, commit, closed or omitted
list-empty-hand-offs = No deal waits to be taken.
list-empty-deals = No deal is found.
list-empty-open = No open deal is found; --all looks among the closed ones too.
list-total = { $count ->
    [one] { $count } deal
   *[other] { $count } deals
} in all: { $value }
list-shown = { $shown } of them are shown, --limit says how many
list-cut = { $shown } of { $count } are shown, --limit says how many
filter-help = words of any name, owner:me stage>=propose amount>20k close<fri idle no-step; - before one says not
filters-title = Filters
filters-empty = No filter is kept yet. { KEY("filter") } looks for deals, and { KEY("palette") } “keep this filter” keeps what was found by.
filters-forget-title = Forget a filter
filters-forget-help = Enter forgets the selected one.
filters-name = its name
filters-keep-as = keep this filter as “{ $name }”
filters-replaces = There is one of this name: it is replaced.
filters-kept = “{ $name }” is kept. Ctrl-F brings it back.
filters-none = There is no filter to keep: { KEY("filter") } looks for deals.

activity-call = call
activity-email = mail
activity-meeting = meeting
activity-demo = demo
activity-proposal = proposal
activity-referral-ask = referral ask
activity-message = message
activity-note = note
activity-agreement = agreement
activity-follow-up = follow-up
activity-call-block = calls
activity-prospecting = prospecting
activity-partner-talk = partner talk
activity-account-care = account care
activity-training = training
activity-coaching = coaching
activity-duty = duty
activity-free = task
activity-planned = planned
activity-called-off = called off
activity-done = done

category-pipeline = pipeline
category-best-case = best case
category-commit = commit
category-closed = closed
category-omitted = omitted

deal-stage = stage
deal-amount = amount
deal-probability = probability
deal-category = forecast
deal-closes = closes
deal-closes-on = { $on }
deal-closes-pushed = { $on }, put off { $count ->
    [one] once
   *[other] { $count } times
 }
deal-closed = closed
deal-reason = because
deal-owner = owner
deal-account = account
deal-started = started
deal-agreement = agreement
deal-products = products
deal-complexity = complexity
deal-missing = missing
deal-waits = waits
deal-waits-for = offered to { $to }, { $days } d
deal-waits-keys = { $said }; { KEY("accept-deal") } takes it, { KEY("return-deal") } returns it
deal-shares = Shares
deal-line = { $quantity } × { $product }
deal-note = note
deal-next-step = next step
deal-signals = signals
deal-contact = contact
deal-activities = ACTIVITIES
deal-history = HISTORY
deal-people = PEOPLE
deal-team = TEAM
deal-duties = DUTIES
duty-open = open
duty-late = late
duty-by = by { $stage }
duty-done = done { $on }
duty-marked-by = marked by { $rep }
team-duties = DUTIES
team-splits = CREDIT
team-missing = USUAL TEAM
team-owner = owner
team-left = left { $on }
team-owes = { $open } open, { $done } done
team-nobody = Nobody is on it.
joins-now = joins
joins-if-asked = joins if asked for
joins-left = left
team-of = Team of the { $kind } { $name }
team-people = Who comes to the team
team-people-lead = Whoever comes to the team of { $team } gets a seat next.
team-seats = Which seat
team-seats-lead = { $name } on the team of { $team }: what the seat owes is theirs from now on.
team-seat-owes-nothing = no duties
team-seat-owes = { $count ->
    [one] one duty
   *[other] { $count } duties
}
team-no-seat = no seat
team-owner-stays = The owner belongs to the team. Whoever owns it next does.
team-lead-keys = { KEY("new-record") } adds, { KEY("edit-record") } gives a seat or is done, { KEY("delete-record") } takes off, { KEY("next-part") } account

history-first = created: { $what }
history-set = { $field } { $new }
history-change = { $field } { $old } → { $new }
history-gone = a record that is gone ({ $id })
history-stage = stage
history-amount = amount
history-probability = probability
history-close = close
history-category = forecast
history-owner = owner
history-met = met: { $criteria }
history-passed = passed (“{ $word }”): { $criteria }

pane-team = Team
pane-team-nobody = Nobody is on the team yet: { KEY("team-new") } adds somebody. Here everyone stands with the roles they hold, what they own and what they owe.
pane-team-help = Who does what: people and the roles that they hold on open deals and accounts, what they own and owe, and what their
    job allows. Below stands what is missing, each with the key that mends it: Tab goes there. { KEY("view") } shows another view,
    { KEY("find-person") } finds a person, { KEY("roles") } lists the roles, { KEY("role-duties") } what each of them owes.
team-view = view { $view }
team-view-roles = roles
team-view-defaults = usual teams
team-view-operations = sales operations
team-head = { $people ->
        [one] 1 person
       *[other] { $people } people
    } · { $model }
team-line = assembly line
team-islands = islands
team-not-found = Nobody here is called that; Esc shows all again, { KEY("who") } looks at others.
team-no-roles = no roles yet
team-reps = { $count ->
        [one] 1 rep
       *[other] { $count } reps
    }
team-seat = { $person } · { $role }: { $deals ->
        [one] 1 open deal
       *[other] { $deals } open deals
    }, { $accounts ->
        [one] 1 account
       *[other] { $accounts } accounts
    }
team-seat-serves = { $person } · { $role }: for { $reps ->
        [one] 1 rep
       *[other] { $reps } reps
    }, { $deals ->
        [one] 1 open deal
       *[other] { $deals } open deals
    }, { $accounts ->
        [one] 1 account
       *[other] { $accounts } accounts
    }
team-seat-none = { $person } · { $role }: nowhere
team-person = { $person } may at most: accounts { $account }, deals { $deal }, contracts { $contract }, cases { $case }
team-usual = { $reps ->
        [one] the usual team of 1 rep, { $members } on it
       *[other] the usual teams of { $reps } reps, { $members } on them
    }
team-usual-empty = Nobody has a usual team yet. { KEY("team-new") } says who sells with whom: they are added to what is new.
team-operations-empty = Nothing is said yet of what the sales operations see to. { KEY("team-new") } adds a duty.
team-covered = { $category } { $covered }/{ $all }
team-covered-by-nobody = nobody
team-gaps = { $count ->
        [one] 1 gap
       *[other] { $count } gaps
    }
team-gaps-key = { KEY("next-part") } goes there
seats-duties = { $done } of { $all } done
seats-empty = Nothing: they hold this role nowhere.
gap-no-roles = no roles yet
gap-key = { KEY("open") } { $mend }
gap-role-without-duties = { $role } owes nothing
gap-role-without-measure = { $role } is judged by nothing
gap-person-without-job = { $person } has no job: nothing holds them back
gap-person-channels = { $person } can be reached in one way only
gap-person-no-channel = nobody knows how { $person } can be reached
gap-gone-owes = { $person } has left and owes { $count ->
        [one] one open duty
       *[other] { $count } open duties
    }
gap-overload = { $person } owns { $deals } open deals, others of the function { $usual }
gap-deal-calls = { $deal } has no { $function }
gap-deal-stalled = { $deal } stalled { $days } d, no { $function }
gap-deal-no-owner = { $deal } has no owner
gap-deals-complex = { $count ->
    [one] 1 complex deal has no { $function }
   *[other] { $count } complex deals have no { $function }
}
gap-deals-stalled = { $count ->
    [one] 1 stalled deal has no { $function }
   *[other] { $count } stalled deals have no { $function }
}
gap-deals-no-owner = { $count ->
    [one] 1 open deal has no owner
   *[other] { $count } open deals have no owner
}
gap-deals-unskilled = { $count ->
    [one] 1 deal with a product new to its owner has no { $function }
   *[other] { $count } deals with a product new to their owners have no { $function }
}
gap-no-usual-team = { $rep } has no usual team
gap-usual-member-left = { $member } has left, and is on the usual team of { $rep }
gap-usual-member-over = { $member } is given more with { $rep } than their job allows
gap-ops-category = nothing is seen to in { $category }
gap-ops-duty = { $duty } is nobody’s
gap-ops-duty-left = { $duty } is that of { $rep }, who has left
mend-add-role-duty = adds a duty
mend-add-default-member = adds somebody
mend-add-ops-duty = adds a duty
mend-edit-default-member = changes it
mend-edit-ops-duty = says whose
mend-add-channel = adds a way
mend-edit-role = says by what
mend-edit-rep = says which
mend-call = says who could come
mend-staff = shows them
mend-edit-deal = says whose
mend-person = opens their page
mend-open = lists them
team-view-staffing = staffing
team-view-accounts = accounts
staffing-head-deals-whole = all of { $count } open deals have whom they need
staffing-head-deals = { $gaps } of { $count } open deals { $gaps ->
        [one] lacks somebody
       *[other] lack somebody
    }
staffing-head-accounts = { $count ->
        [one] 1 account
       *[other] { $count } accounts
    }, { $gaps } without an owner
staffing-sum-complex = { $count } complex without { $role }
staffing-sum-stalled = { $count } stalled without { $role }
staffing-sum-no-owner = { $count } without an owner
staffing-sum-unskilled = { $count } with a new product without { $role }
staffing-complete = Nobody who is called for is missing.
staffing-lacks = { $why }, no { $role }
staffing-why-complex = complex
staffing-why-stalled = stalled { $days ->
        [one] 1 day
       *[other] { $days } days
    }
staffing-why-no-owner = no owner
staffing-why-owner-gone = { $name }, its owner, has left
staffing-why-unskilled = a product { $name } does not know
staffing-short-complex = complex
staffing-short-unskilled = new product
staffing-short-stalled = stalled { $days } d
staffing-short-no-owner = no owner
staffing-open = ! open
staffing-seat = { $role }: { $names }; { KEY("team-new") } shows who else fits
staffing-seat-empty = { $role }: nobody; { KEY("team-new") } shows who fits
staffing-gone = { $name } (has left)
staffing-none-missing = nobody is missing
staffing-others = without a seat: { $names }
staffing-no-deals = No deal is open: { KEY("pane-pipeline") } goes to where one begins. Here each has a line with who sits in which role, those that lack somebody first.
staffing-none-seen = No deal is open that you may see.
staffing-no-accounts = There are no accounts yet: { KEY("team-new") } adds one. Here each stands with its team, what everyone may do, who is credited, its contracts and cases.
staffing-not-found = Nothing is found by these words.
staffing-empty-help = Tab shows accounts instead of deals; { KEY("view") } shows another view.
staffing-no-roles = There are no roles yet: { KEY("roles") } is where they are made.
staffing-choose-seat = Choose a seat first: the arrows go from role to role.
fits-products = sold: { $products }
fits-nobody = Nobody who is still there could take this seat.
column-missing = missing
column-seats = seats
column-skill = skill
column-best = best at
column-weakest = weakest at
object-account = account
object-deal = deals
object-contract = contracts
object-support-case = cases
accounts-owner = { $name }, owner
accounts-team = TEAM { $count }
accounts-duties = DUTIES { $count }
accounts-splits = WHO IS CREDITED { $count }
accounts-contracts = CONTRACTS { $count }
accounts-cases = CASES { $count }
accounts-no-team = nobody; { KEY("team-new") } adds somebody
accounts-no-duties = nothing is owed here: what roles owe is added with whoever takes a seat
accounts-no-splits = no deal, so nobody is credited
accounts-no-contracts = none; { KEY("team-new") } adds one
accounts-no-cases = none; { KEY("team-new") } adds one
accounts-held-back = { $granted }→{ $may }
split-revenue = revenue
split-overlay = on top
split-sourcing = brought it
column-job = job
access-people = What they may do: with what is theirs or given to them (own), and with the rest (other)
access-otherwise = own { $ceiling }, other { $otherwise }
access-records = On teams
mend-ship = brings the usual ones
pane-kpis = KPIs
pane-kpis-nobody = (nobody)
pane-kpis-empty = Nobody is on the team yet. This is where reps appear side by side, with what they do and what comes of it.
pane-kpis-help = Reps side by side: above what they control, below what comes of it. Enter lists the deals or activities behind
    the selected number, { KEY("explain") } explains it, { KEY("sort") } puts the reps in its order. “~” marks fewer than 5 observations, “–” no value.
    Open figures are of now, the rest of the period.
kpis-controlled = You control
kpis-results = Results
kpis-together = together
kpis-median = median { $value }
kpis-columns = reps as columns
kpis-rows = reps as rows
kpis-all = all KPIs
kpis-highest = by { $kpi }, highest first
kpis-lowest = by { $kpi }, lowest first
kpis-usual-order = function, most won first
days-from-to = { $start } to { $end }
kpis-period-to-date = { $period } to date
kpis-period-so-far = { $period } to date, against { $before }
kpis-period-against = { $period }, against { $before }
kpis-detail = { $name }: { $kpi } { $value }
kpis-observations = n = { $n }
kpis-before = before { $value }
kpis-before-better = better than { $value } before
kpis-before-worse = worse than { $value } before
kpis-before-same = { $value } before as well
kpis-target = target { $value }
kpis-best = ★ the best { $function }
kpis-whole = { $name } { $value }
legend-change = ▴ better, ▾ worse than before
legend-best = ★ best of their function
legend-few = ~ few observations
legend-none = – no value

behind-empty = Nothing was counted: this number stands for no deal and no activity. { KEY("explain") } says what it counts.
explain-observations = observations
explain-before = before
explain-before-value = { $value } in { $period }
explain-left-out = left out

## The cockpit: lists that lie over a pane

help-title = Help: { $pane }
help-here = what is open here
palette-title = Do what?
palette-empty = Nothing has that name. Delete a letter, or press Esc.
menu-title = Menu
group-look = Look closer
group-change = Change
group-plan = Plan and log
group-records = New, and lists
group-find = Find
group-show = Panes, people, quarters
group-program = The program
stage-title = Move to a stage
stage-lead = Where does “{ $deal }” go?
stage-here = it is here
deals-of-several-pipelines = These are deals of several pipelines: mark those of one.
stage-none-further = There is no stage further in that direction.
owner-title = Owner
owner-lead = { $count ->
    [one] Whose is “{ $deal }”?
   *[other] Whose are { $deal }?
 }
deals-marked = { $count } deals
record-new = New: { $kind }
records-lead = { KEY("edit-record") } fills it in, { KEY("new-record") } adds one, { KEY("delete-record") } deletes one; { KEY("undo") } takes it back.
records-days = { $first } – { $last }
records-empty = There is none yet; { KEY("new-record") } adds the first.
stage-deals-go = Where do the deals of { $stage } go?
stage-without-deals = It has no deals: delete it
kinds-rep = People
kinds-team = Teams
kinds-office = Offices
kinds-membership = Who belongs where
kinds-account = Accounts
kinds-contact = Contacts
kinds-product = Products
kinds-deal = Deals
kinds-activity = Activities
kinds-pipeline = Pipelines
kinds-stage = Stages
kinds-deal-line = Products of the deal
kinds-deal-contact = Contacts of the deal
kinds-sprint = Weeks
kinds-absence = Absences
kinds-holiday = Holidays
kinds-template = Templates
kinds-role = Roles
kinds-role-duty = Duties of the roles
kinds-account-member = Team of the account
kinds-deal-member = Team of the deal
kinds-default-member = Usual teams
kinds-contract = Contracts
kinds-support-case = Support cases
kinds-skill = Skills
kinds-channel = Ways to reach people
kinds-ops-duty = Sales operations
kinds-credit = Shares of the deal
outcome-title = What came of it
outcome-reached = reached
outcome-no-answer = no answer
outcome-left-a-message = left a message
outcome-call-back-later = call back later
outcome-wrong-person = wrong person
outcome-not-interested = not interested
outcome-next-step-agreed = agreed on the next step
outcome-interested = interested
outcome-want-a-price = they want a price
outcome-need-to-think = they need to think
outcome-no-show = nobody came
outcome-sent = sent
outcome-answered = answered
outcome-seat-left = nobody holds the seat any more
outcome-deal-closed = the deal is closed
outcome-not-owed = not owed any more
activity-title = Of what kind
step-another = another activity
step-none-planned = Nothing is planned that could be done. { KEY("next-step") } plans the next step.
step-past = What comes next is today or later.
step-done = { $kind } done
step-outcome = { $kind }: { $outcome }
step-plan = { $kind }
step-assumed = { $kind } (assumed)
step-planned = { $kind } planned
step-next = next: { $kind }
step-minutes = { $minutes } min
step-note = note: { $note }
step-saved = Saved: { $what } · { $deal }. { KEY("undo") } takes it back.
conflict-title = Somebody was faster
conflict-lead = { $who } changed “{ $name }” meanwhile; nothing was overwritten.
conflict-both = { $field }: theirs { $theirs }, yours { $yours }.
conflict-theirs = { $field }: theirs { $theirs }.
conflict-more = And { $count } more.
conflict-leave = leave theirs
conflict-save = save yours
gate-lead = What { $stage } asks for:
gate-word = pass the rest with a word:
gate-own = another reason:
gate-help = Space ticks, a word passes the rest, Enter moves it
gate-not-met = Not everything is ticked. Tick it, or say in a word why it may pass.
gate-no-reason = Say why: Space on a reason, or type one of your own.
line-deal = New deal
line-deal-help = account or deal, amount, expected close: Acme 48k 12 dec
line-amount = Amount
line-amount-help = 48k, 48,000 or USD 1.2m
line-split = Revenue shares
line-split-help = bavo 60 sander 40; together 100 %, the owner among them
line-overlay = Overlay
line-overlay-help = mila 20; for helping, on top of the amount, any total
line-sourcing = Sourcing
line-sourcing-help = mila 20; for whoever brought the lead or the idea
line-split-none = Nobody has a share
line-split-left = { $total } so far, { $rest } to give
line-split-over = { $total }, { $rest } too much
line-split-owner = { $name } owns it: name them too, with 0 if they get nothing
line-split-nobody = Nobody on the team is called { $name }
line-split-several = { $name } may be { $some }
line-split-twice = { $name } is named twice
line-close = Expected close
line-close-help = fri, 12 dec, eom or 2026-12-12; +2w counts from today
line-closes = closes { $day }
line-no-team = { $name }: a team comes first. { KEY("send") } shows the first steps; what you typed is kept.
line-outdated = “{ $what }” was changed meanwhile: theirs { $now }, yours { $yours }. { KEY("send") } saves yours.
line-close-was = was { $day }
line-since = What changed since
line-since-help = fri, 2 nov, -2w or 2026-11-02
since-day = since { $day }
since-ahead = “{ $part }” is still to come. Name a day that was: fri, 2 nov or -2w.
line-step = Next step
line-step-help = demo prices fri 11:00 30m; without a kind it is a call
line-after = And next
line-after-help = demo fri 11:00; other text becomes a note; or nothing
line-note = a note on what was done ({ KEY("next-field") })
draft-kept = Not saved, but kept for when you open this line again: { $text }
line-activity = Activity
line-activity-help = about what, when, how long; a day ahead plans it: prices yesterday 30m
typed-no-day = “{ $part }” is no day. Try fri, 12 dec or +2w.
typed-no-such-day = There is no such day: { $part }.
typed-day-out-of-range = { $part } is too far away: days from 1990 to 2099 are known.
typed-no-duration = “{ $part }” is no duration. Try 30m or 1h30.
typed-no-percentage = “{ $part }” is no percentage that can be taken: from 0 to 100, with at most two decimals. Below 1, write the sign too: 0.5%
typed-bad-number = “{ $part }” is no amount that can be taken. Try 48k or 48,000 EUR.
typed-no-currency = “{ $part }” names no currency, and the team has agreed on none yet. Try EUR { $part }.
typed-two-amounts = “{ $part }” can be read in two ways: write { $grouped } or { $decimal }.
typed-negative = { $part } is below zero.
typed-out-of-place = “{ $part }” has no place here.
line-fault = { $fault } In "quotation marks" it is text.
typed-no-time = “{ $part }” is no time of day. Try 11:00 or 2pm.
typed-no-number = “{ $part }” is no whole number.
typed-not-one-of = “{ $part }” is none of: { $words }.
reason-title = Why
reason-won = { $count ->
    [one] “{ $deal }” is won. Why?
   *[other] { $deal } are won. Why?
 }
reason-lost = { $count ->
    [one] “{ $deal }” is lost. Why?
   *[other] { $deal } are lost. Why?
 }
reason-own = another reason: “{ $reason }”
close-reason-price = price
close-reason-product = product
close-reason-relationship = relationship
close-reason-timing = timing
close-reason-delivery = delivery
close-reason-competitor = a competitor
close-reason-no-budget = no budget
close-reason-no-decision = no decision
close-reason-our-follow-up = our follow-up: we were too slow
who-title = Whom to show
who-empty = Nobody has that name. Delete a letter, or press Esc.
me-title = Who are you?
me-help = Your deals are shown first, and what you do is noted under your name. It is kept, and can be changed in the settings.
me-now = You are { $name } from now on.
me-unknown = Nobody is called “{ $name }”: { KEY("settings") } says who you are.
me-unknown-near = Nobody is called “{ $name }”: { KEY("settings") } says who you are. { $nearest }?
settings-title = Settings
settings-help = First what is yours alone: Enter takes the next value. Then what the whole team agrees on.
setting-theme = Theme
setting-theme-auto = as the terminal
setting-theme-dark = dark
setting-theme-light = light
setting-theme-contrast = high contrast
setting-theme-colorblind = for colour blindness
setting-theme-mono = without colours
setting-language = Language
setting-language-auto = as the system
setting-glyphs = Glyphs
setting-glyphs-auto = what the terminal can show
setting-glyphs-unicode = Unicode
setting-glyphs-ascii = ASCII only
setting-mouse = Mouse
setting-mouse-on = on
setting-mouse-off = off
setting-me = Your name
setting-me-nobody = nobody on the team
settings-team = The team's, for everyone
setting-choose = Choose
setting-currency = Reporting currency
setting-fiscal-year-start = Fiscal year starts in
setting-time-zone = Time zone
setting-won-reasons = Why deals are won
setting-lost-reasons = Why deals are lost
setting-sales-model = Sales model
sales-model-island = islands
sales-model-assembly-line = assembly line
setting-mission = What the team is there for
limit-rot-days = Idle after
limit-rot-days-help = A deal is idle when nothing happened to it for longer than this.
limit-stall-days = Stalled after
limit-stall-days-help = A deal is stalled when it stays in its stage for longer than this.
limit-untouched-days = Untouched after
limit-untouched-days-help = A deal is untouched when nobody did anything for it for longer than this and no meeting is ahead.
limit-push-count = Put off too often
limit-push-count-help = Somebody should ask why when the close of a deal was put off this often.
limit-big-deal = Big deal from
limit-big-deal-help = A deal that is worth this much should have a meeting ahead.
limit-week-hours = Hours of a week
limit-week-hours-help = How many hours a rep works in a week without holidays: what is planned is held against it.
limit-wip-limit = Begun at the same time
limit-wip-limit-help = This many items of a week may be in “doing” at the same time: the board warns of more.
limit-complex-amount = Complex from
limit-complex-amount-help = A deal that is worth this much is complex, unless somebody said that it is simple.
limit-complex-products = Complex from so many products
limit-complex-products-help = A deal with this many different products is complex, unless somebody said that it is simple.
limit-complex-stakeholders = Complex from so many contacts
limit-complex-stakeholders-help = A deal in which this many people have a say is complex, unless somebody said that it is simple.
limit-overload = Too much from
limit-overload-help = Somebody has too much who owns more than so many times the open deals that are usual in their function.
limit-hours = { $hours } h
limit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
limit-times = { $count ->
    [one] { $count } time
   *[other] { $count } times
}
limit-none = no limit
limit-everyone = Everyone
limit-as-everyone = as everyone
limit-own-stages = { $count ->
    [one] { $count } stage differs
   *[other] { $count } stages differ
}
limit-from-today = { $value }, from today
line-agreed = Team
line-limit-help = a number, or - for what holds without it
line-reasons-help = reasons with commas in between
line-mission-help = one line, read at the beginning of each stand-up; nothing takes it back
typed-no-reasons = No reasons can be read there. Write up to 20, with commas in between.
typed-no-mission = That is too long, or holds characters that nobody can see. One line is enough.
changes-title = What changed · ← since { $since } → · { $name }
changes-deleted = (deleted) { $name }
changes-gone = { $name } is deleted. Taking back the deletion brings it back.
needs-title = What needs { $name } · { $count }
needs-empty = Nothing: every open deal has a next step ahead. Those that are late, idle or without one appear here.
times-title = Free and busy · { $day }
band-title = Call the band · { $name }
band-complete = Nobody is missing on this deal.
band-nobody = nobody can
band-usual = { $name } (usual)
band-knows = knows { $what }
band-seat = { $role }: { $why }
band-duties = { $count ->
    [one] { $count } duty
   *[other] { $count } duties
}
band-deals = { $count ->
    [one] { $count } deal
   *[other] { $count } deals
}
band-cause-complex = complex
band-cause-unskilled = unknown product
band-cause-stalled = stalled
complexity-said-simple = simple, as somebody said
complexity-said-complex = complex, as somebody said
complexity-amount = complex by its amount
complexity-products = complex: { $count } products
complexity-stakeholders = complex: { $count } people have a say
times-first = First { $hours } h for { $count ->
    [one] one person
   *[other] { $count } people together
 }: { $day } { $time }
times-none = There are no { $hours } h for { $count ->
    [one] one person
   *[other] { $count } people together
 } in the next two weeks.
times-together = together
times-legend = { $free } free  { $busy } busy
times-free = { $rep }: { $time } free
times-busy = { $rep }: { $time } busy
times-holiday = public holiday: { $name }
times-nobody = Nobody is on this team. { KEY("back") } goes back; { KEY("who") } there chooses another one.
plan-title = Plan { $week } · { $rep }
plan-load = planned { $load } h of { $capacity } h
plan-over = { $hours } h too much
plan-free = { $hours } h free
plan-empty = Nothing is left to suggest: no step is late or missing, no milestone falls into this week, the backlog is empty. { KEY("back") } shows the week; there { KEY("new-item") } writes down something new.
plan-closed = This week is closed; nothing can be put into it. { KEY("week-later") } shows the next one.
plan-whose = Only a rep has a week to plan. { KEY("who") } chooses one.
plan-none-fits = Nothing fits into what is left of this week.
plan-counted = { $what } ×{ $count }
plan-carried-first = carried over
plan-group-carried = CARRIED OVER { $count }
plan-group-cover = FOR THOSE WHO ARE AWAY { $count }
plan-group-served = FOR THOSE YOU SERVE { $count }
plan-group-deals = DEALS { $count }
plan-group-duties = DUTIES { $count }
plan-group-templates = EVERY WEEK { $count }
plan-group-backlog = BACKLOG { $count }
plan-carried = carried over ↷{ $count }
plan-cover = for { $rep }, away until { $day }
plan-served = for { $rep }, { $day }
plan-overdue = overdue { $days } d
plan-step-overdue = step overdue { $days } d
plan-no-step = no next step
plan-agreement = agreement { $day }
plan-close = closes { $day }
plan-duty-late = duty, late
plan-duty = duty
plan-template = every week
plan-left = left · { $why }
plan-backlog = backlog
plan-todo = in the week
journal-empty = Nothing has been changed yet. Each change appears here, with who made it; { KEY("open") } shows it and takes it back.
jump-title = Go to
jump-help = Type a part of a name: of a deal, an account, a contact or a rep. Accents, case and small mistakes do not matter.
jump-empty = Nothing and nobody is called that. Delete a letter, or press Esc.
party-title = { $name } · { $count ->
    [one] 1 deal
   *[other] { $count } deals
 }
party-empty = There is no deal yet: deals appear here. { KEY("palette") } “new deal” makes one.

## The cockpit: the sales model and hand-offs

team-view-model = model
model-head = { $model } · { $waiting } waiting
model-empty = There is no open stage yet: { KEY("team-new") } makes one. Here each says whose it is and to whom it hands on.
model-functions = Whose stage
model-functions-lead = Whose is { $stage }?
model-nobodys = nobody’s
model-owners = the owner’s
model-waiting = waiting to be taken { $count }
model-waiting-none = No deal waits to be taken. One that comes on to a stage of another function appears here, with its age; { KEY("accept-deal") } takes it, { KEY("return-deal") } lets it go back.
model-nobodys-yet = No stage belongs to a function yet, so no deal is handed off: { KEY("open") } says whose a stage is.
model-island-none = Everyone sells their deals to the end. { KEY("sales-model") } lets stages belong to functions: then a deal that comes on to another function is handed off, and waits here.
model-oldest = { $count }, oldest { $days } d
model-met = { $met } of { $count } met
column-whose = whose
column-people = people
column-hands-on = hands on to
column-waiting = waiting
column-offered-to = offered to
column-from = from
column-border = border
column-checklist = checklist
hand-off-takers = Who takes it
hand-off-takers-lead = Who takes { $deal }?
hand-off-offered-to = offered to them
hand-off-returns = Why it goes back
hand-off-returns-lead = Why does { $deal } go back? Choose, or type another reason.
hand-off-everyone = everyone of { $function }
hand-off-nobody = Nobody of { $function } is on the team yet: a person’s page says what they do.
hand-off-none = Nothing is handed off here: select a deal that waits to be taken.
return-unqualified = not qualified
return-missing = something is missing
return-too-early = too early
return-wrong-hands = for somebody else
gate-hand-off = It is handed off to { $function }. To whom?
gate-note = tell them:
near-deal = on the deal’s team
near-usual = on the usual team
near-team = in the same team

## The cockpit: a person

person-title = Person
person-choose = Whom to look at
person-new = What is new
person-new-of = What is new of { $name }?
person-week = THIS WEEK
person-needs = AT RISK
person-needs-none = No open deal needs somebody.
person-more = and { $count } more
person-numbers = NUMBERS
person-numbers-none = There is nothing to count yet.
person-seats = SEATS
person-seats-none = Beside what they own, on the team of no account and no open deal.
person-duties = DUTIES
person-duties-none = They owe nothing, and did nothing of late that they owed.
person-duties-counted = { $open } open, { $overdue } overdue
person-channels = REACHED BY
person-channels-gap = There are fewer than two ways to reach them: { KEY("new-of-person") } adds one.
person-skills = SKILLS
person-skills-none = Nothing is known of what they are good at: { KEY("new-of-person") } adds it.
person-operations = SALES OPERATIONS
person-operations-none = They cover none of it.
person-served = WORKS FOR
person-left = since { $day }
person-away = away
person-covered = covered by { $name }
person-items = items
person-hours = hours
person-load = planned of the hours there are
person-done = done of planned, { $added } added
person-blocked = blocked
person-waits = waits for { $name }
person-no-role = no role
person-gap = gap
person-duty-open = open
person-duty-overdue = overdue
person-duty-done = done
person-no-number = { KEY("explain") } explains a number: select one first.
person-not-deleted = Only a skill or a way to reach somebody is deleted here: select one first.

## The cockpit: a long text, written here or in the user's own editor

long-title = Text
long-note = Note · { $deal }
long-help = Long lines wrap by themselves; Enter begins a new one.
long-leaving = Not kept yet. Esc once more throws it away; any other key goes on.
text-control = Not kept: it holds a control character, shown as a number in braces. Take it out.
text-bidi = Not kept: it holds a character that reorders text, shown as a number in braces. Take it out.
text-marks = Not kept: a letter has more marks than any script needs. Take some away.
text-too-long = Not kept: a text has at most { $limit } bytes. Make it shorter.
editor-none = VISUAL and EDITOR name no editor: the text is written here.
editor-unchanged = Nothing was changed. An editor in a window must wait: code --wait
editor-not-started = { $editor } did not start: { $detail }
editor-failed = { $editor } ended with code { $code }: nothing was changed.
editor-killed = { $editor } was ended by signal { $signal }: nothing was changed.
editor-no-text = { $editor } left nothing to read: { $detail }
editor-too-much = { $editor } left far too much text: nothing was changed.

## The cockpit: first run and importer

start-welcome = Nothing is in here yet. How do you want to begin?
start-again = Where do you want to go?
start-sample = Look at a sample team
start-sample-help = Nine months of made-up deals, to try everything out. Nothing you do there is kept.
start-import = Import my CRM’s export
start-import-help = Choose CSV files. You see what would happen before anything does, and can take it back.
start-team = Start empty
start-team-help = Name yourself and your team. Deals are typed in a line each, or come from a file.

team-title = Your team
team-lead = Your pipeline begins with the stages Qualify, Discover, Propose and Negotiate. Take it back with { KEY("undo") } if it is not what you want.
team-started = Welcome, { $name }. Press { KEY("new-deal") } for your first deal; { KEY("undo") } takes all of it back.
form-legend = * required
form-whole-help = several lines: written in the editor
choice-none = – none
form-theirs = Somebody else put { $value } here meanwhile; Enter keeps yours.
form-leave = Not saved yet: Enter saves, Esc once more leaves it.
still-typing = What is typed here comes first: Enter saves it, Esc leaves it.
form-needed = Required.
form-none-so = Nothing is called “{ $part }”. Delete a letter; { KEY("back") } leaves what was there.
form-bad-name = Too long, or with characters that nobody can see.
form-me = your name
form-me-help = as the team knows you
form-team = team
form-team-help = what you call yourselves
form-currency = currency
form-currency-help = what sums are shown in; type to find another one
form-zone = time zone
form-zone-help = where your days begin; type a city to find it
form-review-goal = goal
form-review-goal-help = + met, - missed, 0 not said
form-review-keep = keep
form-review-keep-help = what went well and stays
form-review-change = change
form-review-change-help = what did not go well
form-review-attempt = try
form-review-attempt-help = what might be better
form-review-improvement = next week
form-review-improvement-help = one thing to do otherwise: it becomes an item of next week
form-review-kind = as
form-review-kind-help = what kind of item it becomes; type to find another one
form-encoding = encoding
form-encoding-help = how the letters were saved; Space lists them all
answer-windows-1252 = Western Europe, Americas (windows-1252)
answer-utf-16le = Unicode, as Excel saves it (utf-16le)
answer-windows-1250 = Central Europe (windows-1250)
answer-windows-1251 = Cyrillic (windows-1251)
answer-macintosh = old Macintosh (macintosh)
answer-shift-jis = Japanese (shift_jis)
answer-gb18030 = Chinese (gb18030)
answer-utf-16be = Unicode, big-endian (utf-16be)
form-dates = dates
form-dates-help = which comes first where both could; Space lists them
answer-day-first = day first: 31/12/2026
answer-month-first = month first: 12/31/2026
form-date-format = or as
form-date-format-help = only if they look otherwise, such as %d.%m.%y
form-bad-date-format = Name day %d, month %m and year %Y (or %y), such as %d/%m/%y.
form-decimal = decimals
form-decimal-help = what stands before them; Space lists them
answer-dot = after a dot: 1,234.50
answer-comma = after a comma: 1.234,50
form-negative = below zero
form-negative-help = whether amounts may be; Space lists them
answer-refused = refuse them
answer-allowed = take them
form-strangers = unknown people
form-strangers-help = not on the team; Space lists the answers
form-stages = unknown stages
form-stages-help = new ones come last; Space lists the answers
answer-made = make them
answer-nobody = leave them out: nobody’s
stage-qualify = Qualify
stage-discover = Discover
stage-propose = Propose
stage-negotiate = Negotiate
stage-open = Open
stage-won = Won
stage-lost = Lost

import-title-files = Import: which files?
import-title-settle = Import: how to read these files
import-title-try = Import: what would happen
import-title-refused = Import: nothing was imported
import-title-done = Import: done
import-files-advice = type to find, or a path
import-files-marked = { $count ->
    [one] 1 file marked
   *[other] { $count } files marked
 }
import-files-mapping = read with { $name }
import-files-cut = not all of it is listed: type a path
import-files-none = no CSV files here
import-files-none-so = Nothing here has that name. Delete a letter, or type a path such as ~/Downloads/deals.csv.
import-files-path = Enter goes there. Several paths work too; put quotes around one with blanks.
files-missing = There is nothing at { $path }. Check the spelling.
files-unreadable = { $path } cannot be read: { $detail }. Choose another one, or check your permissions.
size-b = { $count } B
size-kb = { $count } kB
size-mb = { $count } MB

import-trying = Reading the files, changing nothing
import-importing = Importing
import-looking = looking through { $total } rows first
import-finishing = all { $total } rows are read; putting them in order
import-rows = { $done } of { $total } rows
import-stop = Esc stops it. Then nothing of it is kept.
import-next-import = Import
import-next-good = Import what is good
import-next-settle = How to read
import-next-files = Other files
import-next-pipeline = See the pipeline
import-next-take-back = Take it back
import-more = { $count ->
    [one] 1 more line ↓
   *[other] { $count } more lines ↓
 }
import-changes-new = { $created } new
import-changes = { $created } new, { $updated } changed
import-all-good = { $good ->
    [one] The one row is good
   *[other] All { $good } rows are good
 }: { $changes }. Nothing has been changed yet.
import-some-good = { $good ->
    [one] 1 row is good
   *[other] { $good } rows are good
 }, { $rejected } { $rejected ->
    [one] is
   *[other] are
 } not. Nothing has been changed yet.
import-files-refused = { $good ->
    [one] 1 row is good
   *[other] { $good } rows are good
 }, but { $files ->
    [one] 1 file cannot
   *[other] { $files } files cannot
 } be read. Nothing has been changed yet.
import-none-good = None of this can be imported as it is. Nothing has been changed.
import-all-here = Nothing new: everything is here already.
import-done = Imported: { $changes }. Press { KEY("take-back") } to take it back.
import-done-partly = Imported: { $changes }. What is listed below was not taken. Press { KEY("take-back") } to take it all back.
import-read-as = { $file } of { $source }
import-fates = { $count ->
    [one] 1 row
   *[other] { $count } rows
 }: { $fates }
import-fate-created = { $count } new
import-fate-updated = { $count } changed
import-fate-unchanged = { $count } as they were
import-fate-conflicting = { $count } in conflict
import-fate-rejected = { $count } rejected
import-fate-blank = { $count } blank
import-row = line { $line }: { $reason }
import-row-field = line { $line }, { $field }: { $reason }
import-row-value = line { $line }, { $field }: { $reason } ({ $value })
import-more-such = … and { $count } more of this kind
import-conflict = line { $line }, { $name }, { $field }: { $ours } here, { $theirs } at the source

# Of reasons whose words name an option of the command line, those without it; and what to do in the cockpit.
why-ambiguous-date = two days are possible
why-ambiguous-number = two numbers are possible
why-negative-amount = below zero
advice-ambiguous-date = Choose “How to read” and say how dates are written.
advice-ambiguous-number = Choose “How to read” and say what stands before the decimals.
advice-negative-amount = Choose “How to read” to take them.
advice-unknown-stage = Choose “How to read” to make stages that nobody here knows.
advice-unknown-owner = Choose “How to read”: they come onto the team, stay out, or somebody takes over.
advice-missing-currency = Choose “How to read” and name the currency.
advice-invalid-utf8 = Choose “How to read” and name its encoding.
advice-utf16-without-bom = Choose “How to read” and name its encoding.
advice-missing-header = Check that this is the file you meant. For an export that nobody knows yet, write a mapping (see “Import” in the
    README) and type its path beside the files.
advice-ambiguous-mapping = Type the path of the mapping that fits beside the files.

function-lead-generation = lead generation
function-lead-generation-short = lead gen
function-sdr = SDR
function-sdr-short = SDR
function-account-executive = account executive
function-account-executive-short = AE
function-customer-success = customer success
function-customer-success-short = CSM
function-sales-engineer = sales engineer
function-sales-engineer-short = SE
function-executive-sponsor = executive sponsor
function-executive-sponsor-short = sponsor
function-support = support
function-support-short = support
function-marketing = marketing
function-marketing-short = marketing
function-sales-support = sales support
function-sales-support-short = sales sup.

job-sales-rep = sales rep
job-sdr = SDR
job-customer-success = customer success
job-sales-support = sales support
job-sales-lead = sales lead
job-sales-ops = sales operations
job-support = support
job-executive-sponsor = executive sponsor
job-sales-engineer = sales engineer
job-marketing = marketing

class-push = push
class-neutral = neutral
class-loss-leader = loss leader

urgency-high = urgent
urgency-low = not urgent

weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

goal-met-met = met
goal-met-missed = missed

account-level-none = nothing
account-level-read = read
account-level-edit = edit
added-always = always
added-ask = if asked for
added-complex = if complex
contract-draft = draft
contract-sent = sent
contract-active = in force
contract-ended = ended
support-case-new = new
support-case-working = worked on
support-case-waiting = waits for the customer
support-case-closed = closed
priority-high = high
priority-normal = normal
priority-low = low
channel-phone = phone
channel-chat = chat
channel-mail = mail
channel-backup = backup
ops-category-strategy = strategy
ops-category-technology = technology
ops-category-operations = operations
ops-category-performance = performance
credit-revenue = revenue
credit-overlay = overlay
credit-sourcing = sourcing
profile-builder = builder
profile-grower = grower
cost-band-low = low
cost-band-middle = middle
cost-band-high = high
sharing-open = the whole team
sharing-private = its own team only
complexity-simple = simple
complexity-complex = complex
side-operations = sales operations
side-enablement = enablement
deal-level-none = nothing
deal-level-read = read
deal-level-edit = edit
contract-level-none = nothing
contract-level-read = read
contract-level-edit = edit
case-level-none = nothing
case-level-read = read
case-level-edit = edit
measure-quota-attainment = quota reached
measure-won-value = won
measure-sourced-value = won of what they sourced
measure-win-rate = win rate
measure-open-value = open pipeline
measure-weighted-value = weighted pipeline
measure-calls-made = calls made
measure-meetings-booked = meetings booked
measure-meetings-held = meetings held
measure-proposals-sent = proposals sent
measure-on-time-rate = done on time
role-account-executive = account executive
role-sales-engineer = sales engineer
role-executive-sponsor = executive sponsor
role-support = support
role-marketing = marketing
role-sales-support = sales support
role-sdr = SDR
role-lead-generation = lead generation
role-customer-success = customer success
duty-know-the-buyers = Know who decides, who uses it, and who is against it
duty-write-the-proposal = Write the proposal
duty-agree-on-terms = Agree on terms
duty-check-the-fit = Check that it fits what they have
duty-show-the-product = Show the product
duty-meet-their-executive = Meet their executive
duty-say-what-is-open = Say what is open in support
duty-send-references = Send references
duty-schedule-the-meetings = Schedule the meetings
duty-follow-up = Follow up what was agreed on
duty-qualify = Find out whether they need it and can pay for it
duty-say-where-it-came-from = Say where it came from
duty-plan-the-start = Plan the start with the customer

## The cockpit: actions (in help, palette and menu) and hints (in the footer)

action-choose = do what the line says
action-send = send it, or go to what is missing
action-next-field = the next field
action-previous-field = the field before
action-edit-long = write the text in your editor
action-save-text = keep the text
action-note = the note of the open deal
action-back = one step back
action-behind = the deals or activities behind the number
action-open = open what is selected
action-filter = find deals by words and fields
action-complete = complete the word
action-filters = choose a filter that is kept
action-save-filter = keep this filter under a name
action-forget-filter = forget a filter that is kept
action-sort = another order
action-columns = choose the columns of the table
action-show-column = show or hide the column
action-move-column-back = move the column to the left
action-move-column-on = move the column to the right
action-explain = explain the number
action-view = another view of the same
action-next-part = the next part of the pane
action-previous-part = the part before
action-who = show somebody else
action-person = look at the person
action-person-here = look at the person of the row
action-person-typing = look at the person whom the line names
action-who-previous = show the one before
action-who-next = show the next one
action-earlier = the quarter before
action-later = the quarter after
action-now = this quarter, or all time
action-new-item = put something into the week
action-item-on = move it one lane or day on
action-item-back = move it one lane or day back
action-item-to = move it to a lane or day, another week or the backlog
action-block = what stops it, or that nothing does
action-count = one more of it is done
action-edit-item = edit it: all its fields
action-drop-item = drop it, or delete it while the week is planned
action-item-up = one up in its lane
action-item-rep = let somebody else do it
action-mark-item = mark it, or not
action-mark-all-items = mark all of the lane
action-item-down = one down in its lane
action-item-next-week = put it into the next week
action-item-backlog = back to the backlog
action-goal = the goal of the week
action-plan = plan the week: what may be put into it, and why
action-items-deal = be done with it, and move its deal
action-replan = replan: something fell through, or a deal is ready to be signed
action-fell-through = it fell through: call it off, and fill its time
action-ready-to-sign = ready to be signed: plan what closes the deal today
action-take = put it into the week
action-leave = leave it, or not
action-take-over = take it over
action-times = when people are free, side by side
action-appoint = make an appointment at this time
action-first-time = go to the first time together
action-choose-rep = choose who is to be there
action-choose-all = choose everyone, or nobody
action-shorter = make it shorter
action-longer = make it longer
action-day-earlier = the day before
action-day-later = the day after
action-day-now = today
action-take-all = put in all that fits
action-templates = what comes back every week
action-absences = absences: who is away, and who covers for them
action-holidays = public holidays, of an office or of everyone
action-roles = roles, and what each is judged by
action-role-duties = what each role owes, and by when
action-account-members = teams of the accounts
action-default-members = who usually sells with whom
action-contracts = contracts
action-support-cases = support cases
action-skills = what people are good at
action-channels = how people are reached
action-ops-duties = what the sales operations see to
action-credits = shares of the deal
action-ship-roles = add the usual roles with what each owes
action-start-week = start the week: freeze the plan
action-close-week = end the week
action-reopen-week = open the closed week again
action-review-week = say something else of the closed week
action-team-review = hold the review of the team’s week
action-next-page = next page
action-previous-page = page before
action-fate = something else becomes of it
action-week-earlier = the week before
action-week-later = the week after
action-week-now = this week
action-move-on = move the deal one stage on
action-move-back = move the deal one stage back
action-move = move the deal to a stage
action-won = won: close the deal
action-lost = lost: close the deal
action-accept-deal = take the deal that is handed off
action-return-deal = let the deal go back
action-sales-model = islands or an assembly line
action-owner = give the deal to somebody
action-team = see who is on the team of the deal, and change it
action-account-team = see who is on the team of the account, and change it
action-amount = another amount for the deal
action-split = who gets how much of the deal
action-split-overlay = overlay shares for helping
action-split-sourcing = sourcing shares for bringing it
action-close-on = another expected close for the deal
action-edit = edit the deal: all its fields
action-delete = delete the deal
action-band = call the band: who is missing on the deal, and who could come
action-band-add = add those who are ticked to the team of the deal
action-band-tick = call them, or not
action-band-other = somebody else who could come
action-new-record = add one
action-edit-record = edit it
action-delete-record = delete it
action-whole-form = fill in the whole form
action-edit-person = fill in the person
action-new-of-person = something new of the person
action-delete-of-person = delete the selected skill or channel
action-do-duty = the selected duty is done
action-show-person = show this person on every pane
action-edit-party = fill in the account or contact
action-new-account = new account
action-new-contact = new contact
action-new-deal-form = new deal: the whole form
action-new-activity = new activity: the whole form
action-reps = people of the team
action-teams = teams
action-places = who belongs to which team, since when
action-offices = offices
action-pipelines = pipelines
action-stages = stages of the pipelines
action-products = products
action-deal-lines = products of the deal
action-deal-contacts = contacts of the deal
action-deal-members = team of the deal
action-next-step = plan the next step of the deal
action-call = log a call, and what comes next
action-activity = log or plan another activity
action-do = the next step is done
action-tick = tick it, or not
action-new-deal = a new deal
action-copy = copy what is selected
action-pane-today = Today
action-pane-sprint = Sprint
action-pane-pipeline = Pipeline
action-pane-kpis = KPIs
action-pane-team = Team
action-find-person = find somebody
action-team-new = add one
action-team-edit = edit it
action-team-delete = delete it
action-changes = what changed since
action-since = look back to another day
action-needs = what needs me
action-jump = go to a deal, account, contact or rep by name
action-undo = undo the latest change
action-redo = redo
action-import = import files of your CRM
action-sample = look at the sample team
action-start = first steps: sample team, import, new team
action-start-sample = look at the sample team
action-start-import = import files of your CRM
action-start-team = start with a team of your own
action-mark = mark the file, or not
action-mark-all = mark all files
action-mark-deal = mark the deal
action-mark-all-deals = mark all shown
action-parent = the folder above
action-take-back = take it back
action-cancel = stop it
action-palette = every action by name
action-help = help on this pane
action-settings = settings
action-me = say who you are
action-journal = journal
action-journal-who = whose entries
action-bring-back = bring it back
action-menu = menu
action-up = one up
action-down = one down
action-left = one to the left
action-right = one to the right
action-page-up = one screen up
action-page-down = one screen down
action-first = to the first
action-last = to the last
action-redraw = draw the screen anew
action-suspend = back to the shell for a while
action-quit = quit
action-standup = hold the stand-up
action-next-turn = next turn
action-previous-turn = turn before
action-add-blocker = say what stops somebody
action-ask-help = ask somebody for help
action-topic = take a topic off for later
action-decision = note a decision
action-praise = praise somebody
action-turns = speak in another order
action-end-round = end the stand-up
action-back-to-round = back into the stand-up
action-copy-round = copy the summary
action-save-round = save the summary to a file
action-interrupt = quit at once, from anywhere

hint-choose = choose
hint-send = done
hint-field = field
hint-edit-long = editor
hint-save-text = keep
hint-back = back
hint-open = open
hint-behind = the rows behind it
hint-move = move
hint-new = new
hint-edit = edit
hint-delete = delete
hint-whole-form = whole form
hint-edit-party = edit it
hint-step = next step
hint-call = call
hint-do = done
hint-tick = tick
hint-accept = take
hint-return = return
hint-model = model
hint-close = won, lost
hint-filter = find
hint-complete = complete
hint-filters = filters
hint-changes = changed
hint-since = since
hint-sort = order
hint-show-column = show, hide
hint-move-column = left, right
hint-explain = explain
hint-view = view
hint-part = part
hint-show-person = show them
hint-person = person
hint-who = who
hint-period = quarter
hint-week = week
hint-block = blocked
hint-plan = plan
hint-replan = replan
hint-take = take
hint-leave = leave
hint-appoint = appointment
hint-first-time = first together
hint-choose-rep = who
hint-length = length
hint-day = day
hint-take-all = all that fits
hint-band-add = add
hint-band-tick = call or not
hint-band-other = somebody else
hint-fate = something else
hint-mark = mark
hint-mark-all = mark all
hint-parent = folder above
hint-undo = take it back
hint-redo = bring back
hint-journal-who = whose
hint-cancel = stop
hint-palette = all actions
hint-help = help
hint-quit = quit
hint-next-turn = next
hint-previous-turn = before
hint-blocker = blocker
hint-ask-help = help
hint-topic = later
hint-decision = decision
hint-praise = praise
hint-turns = order
hint-end-round = end
hint-back-to-round = go on
hint-copy-round = copy
hint-save-round = save
hint-review-week = review
hint-team-review = review

## Keys, as they are printed on a keyboard

key-space = Space
key-ctrl = Ctrl-{ $key }
key-alt = Alt-{ $key }
key-none = “{ $action }”
key-f = F{ $number }
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-page-up = PgUp
key-page-down = PgDn
key-home = Home
key-end = End
key-backspace = Backspace
key-delete = Del
key-insert = Ins
key-tab = Tab
key-shift-tab = Shift-Tab
key-enter = Enter
key-esc = Esc

## Kinds of things, inside other messages

kind-setting = setting
kind-rate = rate
kind-policy = policy
kind-goal = goal
kind-rep = rep
kind-team = team
kind-office = office
kind-membership = place of a rep
kind-account = account
kind-contact = contact
kind-product = product
kind-pipeline = pipeline
kind-stage = stage
kind-sprint = week
kind-sprint_item = item of a week
kind-absence = absence
kind-holiday = holiday
kind-template = template
kind-role = role
kind-role_duty = duty of a role
kind-account_member = member of an account's team
kind-deal_member = member of a deal's team
kind-default_member = member of a usual team
kind-contract = contract
kind-support_case = support case
kind-skill = skill
kind-channel = way to reach somebody
kind-hand_off = hand-off
kind-ops_duty = duty of the sales operations
kind-standup = stand-up
kind-standup_note = note of a stand-up
kind-standup_line = line of a stand-up
kind-deal = deal
kind-deal_line = line of a deal
kind-deal_contact = contact of a deal
kind-credit = share of a deal
kind-deal_history = change of a deal
kind-activity = activity
kind-external_ref = name at a source
kind-import_batch = import
kind-report = report
kind-kpi = KPI
kind-entry = entry

## Fields of records, as labels
field-name = name
field-email = mail address
field-job = job
field-function = function
field-rep = rep
field-team = team
field-office = office
field-manager = led by
field-from-on = from
field-to-on = until
field-owner = owner
field-parent = belongs to
field-industry = industry
field-region = region
field-employees = employees
field-domain = website
field-account = account
field-phone = phone
field-title = job title
field-currency = currency
field-list-price = list price
field-class = strategic class
field-stage = stage
field-amount = amount
field-probability = probability
field-category = forecast category
field-started-on = started
field-expected-close-on = expected close
field-closed-on = closed
field-agreement-send-on = agreement sent on
field-close-reason = reason
field-note = note
field-kind = kind
field-status = status
field-subject = subject
field-held-on = day
field-start-time = time
field-duration-minutes = duration
field-outcome = outcome
field-done-by = done by
field-done-for = done for
field-scheduled-by = scheduled by
field-deal = deal
field-contact = contact
field-pipeline = pipeline
field-position = position
field-exit-criteria = exit criteria
field-product = product
field-quantity = quantity
field-price = price
field-value = value
field-micros = rate
field-target = target
field-counted = counted
field-urgency = urgency
field-blocker = blocker
field-blocker-owner = who lifts it
field-blocked-on = blocked since
field-doing-since-on = begun on
field-week-on = week
field-goal = goal
field-capacity-minutes = hours of work
field-goal-met = goal met
field-keep = keep
field-change = change
field-attempt = try
field-activity = activity
field-weekday = weekday
field-back-on = back on
field-last-on = last day
field-week = week
field-cover = covered by
field-measure = judged by
field-overlay-share = overlay
field-role = role
field-account-level = account: may
field-deal-level = deals: may
field-contract-level = contracts: may
field-case-level = support cases: may
field-member = member
field-added = added
field-start-on = from
field-end-on = over on
field-priority = priority
field-opened-on = opened
field-level = level
field-address = address
field-ops-category = category
field-side = belongs to
field-share = share
field-profile = profile
field-cost-band = cost band
field-left-on = left on
field-sharing = shown to
field-complexity = complexity
field-duty = duty

## Commands, as the journal and confirmations name them

command-start-team = started team
command-ship-roles = added roles
command-add-rep = added rep
command-edit-rep = edited rep
command-delete-rep = deleted rep
command-add-team = added team
command-edit-team = edited team
command-delete-team = deleted team
command-add-office = added office
command-edit-office = edited office
command-delete-office = deleted office
command-add-membership = added place of a rep
command-edit-membership = edited place of a rep
command-delete-membership = deleted place of a rep
command-add-account = added account
command-edit-account = edited account
command-delete-account = deleted account
command-add-contact = added contact
command-edit-contact = edited contact
command-delete-contact = deleted contact
command-add-product = added product
command-edit-product = edited product
command-delete-product = deleted product
command-add-deal = added deal
command-edit-deal = edited deal
command-delete-deal = deleted deal
command-add-activity = added activity
command-edit-activity = edited activity
command-delete-activity = deleted activity
command-add-pipeline = added pipeline
command-edit-pipeline = edited pipeline
command-delete-pipeline = deleted pipeline
command-add-stage = added stage
command-edit-stage = edited stage
command-delete-stage = deleted stage
command-add-deal-line = added line of a deal
command-edit-deal-line = edited line of a deal
command-delete-deal-line = deleted line of a deal
command-add-deal-contact = added contact of a deal
command-edit-deal-contact = edited contact of a deal
command-delete-deal-contact = deleted contact of a deal
command-add-sprint = made week
command-edit-sprint = edited week
command-delete-sprint = deleted week
command-add-absence = added absence
command-edit-absence = edited absence
command-delete-absence = deleted absence
command-add-holiday = added holiday
command-edit-holiday = edited holiday
command-delete-holiday = deleted holiday
command-add-template = added template
command-edit-template = edited template
command-delete-template = deleted template
command-add-role = added role
command-edit-role = edited role
command-delete-role = deleted role
command-add-role-duty = added duty of a role
command-edit-role-duty = edited duty of a role
command-delete-role-duty = deleted duty of a role
command-add-account-member = added member of an account's team
command-edit-account-member = edited member of an account's team
command-delete-account-member = deleted member of an account's team
command-add-deal-member = added member of a deal's team
command-edit-deal-member = edited member of a deal's team
command-delete-deal-member = deleted member of a deal's team
command-add-default-member = added member of a usual team
command-edit-default-member = edited member of a usual team
command-delete-default-member = deleted member of a usual team
command-add-contract = added contract
command-edit-contract = edited contract
command-delete-contract = deleted contract
command-add-support-case = added support case
command-edit-support-case = edited support case
command-delete-support-case = deleted support case
command-add-skill = added skill
command-edit-skill = edited skill
command-delete-skill = deleted skill
command-add-channel = added way to reach somebody
command-edit-channel = edited way to reach somebody
command-delete-channel = deleted way to reach somebody
command-add-ops-duty = added duty of the sales operations
command-edit-ops-duty = edited duty of the sales operations
command-delete-ops-duty = deleted duty of the sales operations
command-add-credit = added share of a deal
command-edit-credit = edited share of a deal
command-delete-credit = deleted share of a deal
command-add-item = put into the week
command-keep-item = put into the backlog
command-put-item = put into the week
command-return-item = back to the backlog
command-drop-item = called off
command-shift-item = replanned
command-sign-deal = ready to be signed
command-order-item = reordered
command-take-over = taken over
command-count-item = counted
command-start-sprint = started the week
command-close-sprint = closed the week
command-reopen-sprint = reopened the week
command-review-sprint = reviewed the week
command-start-standup = held the stand-up
command-turn-standup = changed the order of the stand-up
command-note-standup = noted:
command-end-standup = ended the stand-up
command-offer-deal = handed off deal
command-accept-deal = took deal
command-return-deal = returned deal
command-move-deal = moved deal
command-split-deal = shared out deal
command-set = set
command-set-rate = set the rate of
command-set-policy = set the limit
command-import = imported
command-generate = made the sample team
command-undo = took back
command-redo = brought back

done = Done: { $what }. To take it back: quarterdeck undo
undone = Taken back: { $what }. To bring it back: quarterdeck redo
redone = Brought back: { $what }.
generated = Made the sample team in { $path }. To look at it: quarterdeck --store { $path }
nothing-changed = Nothing to change: it is so already.

## Refusals: which rule, its values, what to do now

refusal-bad-name = “{ $name }” cannot be a name: it is empty, longer than 200 characters or holds characters that cannot be
    seen. Type it anew.
refusal-name-taken = “{ $name }” ({ $kind }) is there already. Choose another name.
refusal-not-found = There is no { $kind } “{ $name }”. Check the spelling, or name it by its id.
refusal-not-among = There is no { $kind } “{ $name }”. Nearest: { $near }. Name one of these; another { $kind } is added by itself.
refusal-nobody-called = Nobody on the team is called “{ $name }”. Say who acts with --as, or with “me” in the configuration; “quarterdeck export reps” lists everyone, “quarterdeck add rep” adds somebody.
refusal-nobody-called-near = Nobody on the team is called “{ $name }”. Is { $nearest } meant? Say who acts with --as, or with “me” in the configuration.
refusal-beyond-job = { $object ->
        [account] An account
        [deal] A deal
        [contract] A contract
       *[support_case] A support case
    } is never changed by somebody whose job is { $job }: { $ceiling ->
        [read] that job only reads them
       *[none] that job does not even see them
    }. Ask { $owner }, whoever leads them, or sales operations to do it.
refusal-beyond-job-named = Nothing of “{ $name }” was saved. { $object ->
        [account] An account
        [deal] A deal
        [contract] A contract
       *[support_case] A support case
    } is never changed by somebody whose job is { $job }: { $ceiling ->
        [read] that job only reads them
       *[none] that job does not even see them
    }. Ask { $owner }, whoever leads them, or sales operations to do it.
refusal-not-yours = “{ $name }” is not yours to change: you are not on its team with the right to. Ask { $owner }, whoever leads them, or sales operations to add you to it, or to do it.
refusal-not-your-team = Whose “{ $name }” is, who sees it, who is on its team and who shares in it is not yours to say. Ask { $owner }, whoever leads them, or sales operations.
refusal-gives-too-much = Nobody gives more than they hold. For “{ $object }” you hold: { $held }. Give that, or less.
refusal-not-your-usual-team = The usual team of { $rep } is theirs to choose. Ask { $rep }, whoever leads them, or sales operations.
refusal-jobs-are-others = Who is on the team, under which name, with which job and function and in which place, is said by sales leads and sales operations, and by nobody of themselves (but their name). Ask one of them.
refusal-above-leads = Whoever has no job, or runs the sales operations, is held back by nothing: a lead makes nobody that. Give another job (--job sales_rep, for one), or ask sales operations or whoever keeps the file.
refusal-not-theirs = That is said of { $rep } by { $rep }, whoever leads them, or sales operations. Ask one of them.
refusal-not-exported = Somebody whose job is { $job } does not export everything at once. Sales leads and sales operations do: { $names }. “quarterdeck list” shows what you see.
refusal-has-left = { $name } is not on the team any more, and may do nothing here. Say who you are: --as NAME
refusal-is-gone = { $name } has not been on the team since { $on }. Choose somebody who is; if they are back, clear “left on” first: quarterdeck set rep "{ $name }" left_on=
refusal-used-undoing = That cannot be done: something that you do not see is in the way. Ask sales operations to do it.
refusal-used-unseen = The { $kind } { $name } cannot be deleted: something belongs to it that you do not see. Ask sales operations to do it.
access-ceiling = at most, as { $job }
access-no-job = at most, without a job
access-has-left = at most, after leaving the team
claim-owner = because it is theirs
claim-owner-account = because the account is theirs
claim-owner-offered = because it is handed off to them
claim-team = because they are on its team
claim-part = because they have part in what belongs to it
claim-lead = because they lead its owner
claim-operations = because they run the sales operations
claim-jobless = because no job holds them back
claim-everyone = as everyone
access-result = so they may
access-may-staff = say whose it is, and who is on its team
access-yes = yes
access-no = no
access-how = What somebody may do is the most of what they have a claim to, and no more than their job allows.
guard-rail = In a local file this is a guard rail, not a lock: whoever has the file can change everything in it.
access-whose-job-may = somebody whose job allows it
access-its-owner = its owner
refusal-ambiguous = “{ $name }” ({ $kind }) is there { $count } times. Name the one you mean by its id.
refusal-means-several = “{ $name }” ({ $kind }) may mean { $count } records: { $some }. Name one by its id, or by more of its name.
refusal-closed-without-day = “{ $deal }” is in a won or lost stage but has no close day. Give it one.
refusal-no-reason = “{ $deal }” cannot be won or lost without a reason. Say why: --reason "price"
refusal-no-hand-off = “{ $deal }” is not handed off on its way to { $stage }: whoever owns it has the function of that stage already, no function changes there, or the team sells as islands. Move it without saying to whom.
refusal-not-waiting = Nobody has to take “{ $deal }” any more: it was answered, or went elsewhere.
refusal-other-function = “{ $stage }” is a stage of: { $function }. { $rep } has another function. Hand it off to: { $others }.
refusal-other-function-nobody = “{ $stage }” is a stage of: { $function }. { $rep } has another function, and nobody has that one yet. Give it to somebody: quarterdeck set rep NAME function=…
refusal-not-offered = “{ $deal }” is not { $rep }’s to take or return: it is offered to somebody else or to another function.
refusal-not-met = “{ $deal }” does not come to { $stage } yet. Not met: { $criteria }. Say what is met, or pass the rest with a word: --met "…" or --met all, --pass "not needed"
refusal-not-planned = { $name } is done or called off already. Only what is planned can be put into a week, counted or finished.
refusal-back-too-soon = Whoever is away from { $on } on cannot be back that day or before. Give a later day.
refusal-holds-on-no-day = { $contract } would begin on { $start } and end before it holds on any day. Give it a later end, or an earlier beginning.
refusal-week-is-closed = The week of { $week } is closed. Open it again first, or choose the next one.
refusal-week-is-another = The week of { $week } cannot become another one. Plan that one instead.
refusal-week-is-over = The week of { $week } is over. Choose this week or a later one.
refusal-week-has-started = The week of { $week } has started already.
refusal-week-is-open = The week of { $week } is not closed.
refusal-done-ahead = What is done cannot be on { $on }: that day is still to come. Give the day it was, or leave it planned.
refusal-roles-before-stages = Roles need an open stage first: quarterdeck add stage NAME --kind open. What they owe is expected by one; then quarterdeck add roles
refusal-no-stage-of = The pipeline of the deal has no stage of the kind { $kind }. Make one: quarterdeck add stage NAME --kind { $kind }
refusal-no-such-field = There is no field { $field } to fill in ({ $kind }).
refusal-needed = Fill in { $field } ({ $kind }): it is needed, and nothing was saved.
refusal-bad-value = { $field }: “{ $value }” cannot be taken. Nothing was saved.
refusal-closed-before-start = { $deal } began on { $started } and cannot be closed on { $closed }. Change the day it started, or close it later.
refusal-closed-in-future = { $deal } cannot be closed on { $closed }: that day is still to come.
refusal-stage-has-deals = { $stage } has deals: what it means for them cannot change. Move them to another stage first.
refusal-leads-themselves = { $rep } cannot be their own manager. Name somebody else, or nobody.
refusal-ends-before-it-begins = The place of { $rep } would end before it begins.
refusal-stage-in-use = The stage { $name } cannot be deleted: { $user } { $by } is in it. Say where its deals go: --to STAGE
refusal-in-use = The { $kind } { $name } cannot be deleted: { $user } { $by } needs it. Give that another one, or delete it, first.
refusal-open-with-close-day = “{ $deal }” is in an open stage but has a close day. Take the day away or close the deal.
refusal-amount-without-currency = “{ $name }” has an amount without a currency. Name the currency beside it, such as 1234.56 EUR.
refusal-other-currency = “{ $deal }” is in { $currency }, and the amount is in { $given }. Give the amount in { $currency }.
refusal-out-of-range = “{ $value }” is more than a record can hold. The limit is 999,999,999,999.99.
refusal-shares-not-whole = The shares of the revenue of “{ $deal }” total { $total }, and they must total 100 %. Nothing was
    saved. Say who gets how much of all of it at once: quarterdeck split "{ $deal }" "NAME PERCENT" …
refusal-owner-without-share = “{ $deal }” is { $owner }’s, who is not among those that share it. Name { $owner } too, with 0 if
    that is meant, or give the deal to another owner first.
refusal-shared-twice = { $rep } is named twice. Give one share to each.
refusal-bad-setting = “{ $value }” is no value for { $key }. A currency is an ISO 4217 code such as EUR, a fiscal year starts
    in a month from 1 to 12, a time zone has a name such as Europe/Berlin, reasons stand in a list with commas in
    between, a rate is a plain number such as 0.92.
refusal-bad-limit = { $value } is no value for “{ $limit }”. It goes from { $least } to { $most }.
refusal-no-limit-of-stage = “{ $limit }” is the same in every stage: { $stage } has none of its own.
refusal-rate-out-of-range = A rate of { $currency } is what one unit is worth: more than 0 and less than 100,000,000, such as 0.92.
refusal-no-reporting-currency = A rate of { $currency } needs a currency to convert to. Choose one first, for example:
    quarterdeck set currency EUR
refusal-rate-of-itself = { $currency } is the reporting currency, so its rate is always 1. Set the rates of the other currencies, or
    choose another one first: quarterdeck set currency
refusal-not-empty = The store holds data already, and a sample team goes only into an empty one. Name a file that is not there yet.
refusal-no-sample-on = There is no sample for { $today }: it tells of the years before that day and of the weeks after it. Choose a
    day from 1996 to 2098.
refusal-nothing-to-undo = There is nothing of yours to take back. See: quarterdeck log
refusal-nothing-to-redo = There is nothing to bring back: you took nothing back, or did something new since.
    See: quarterdeck log
refusal-not-live = Entry { $seq } is no command in force, so it cannot be taken back. See: quarterdeck log
refusal-not-taken-back = Entry { $seq } is nothing that was taken back, so it cannot be brought back. See: quarterdeck log
refusal-changed-since = That cannot be done: entry { $seq } by { $actor } changed the same records later ({ $subject }).
    Take that entry back first: quarterdeck undo { $seq }
refusal-taken-back-since = Not now: entry { $seq } ({ $subject }) changed the same records before, and { $actor } took it back since.
    Bring it back first: quarterdeck redo { $seq }
refusal-two-places = { $rep } would have two places on the same day, because someone gave them another one since. Take that back first.
    See: quarterdeck log
refusal-still-used = That cannot be done: { $kind } { $id } still points to what it made. Remove or change that first.
refusal-still-used-by = That cannot be done: { $kind } { $id }, from entry { $seq } by { $actor }, points to what it made.
    Take that entry back first: quarterdeck undo { $seq }
refusal-points-to-gone = It cannot be brought back: it points to { $kind } { $id }, which { $actor } took away in entry { $seq }.
    Bring that back first: quarterdeck { $back } { $seq }

## Errors: what happened, to what, what to do now

error-busy = The store is busy: another process has been writing to it for more than 10 seconds. Nothing was changed; try again.
error-conflict = Somebody changed { $kind } { $id } since you read version { $version }. Nothing was overwritten; look at it and
    try again.
error-outdated = “{ $what }” was changed meanwhile, to { $now }. Nothing was overwritten; look at it and try again.
error-foreign-store = { $path } is not a Quarterdeck store. It was left as it is; choose another file with --store.
error-newer-store = { $path } was written by a newer Quarterdeck (schema { $found }, this one knows { $known }). It was left as it
    is; install the newer program.
error-damaged-store = The store is damaged: { $detail }. Nothing was changed; go back to a backup of the file.
error-store-symlink = { $path } is a symbolic link, and a store never is. Name the file itself.
error-store-not-a-file = { $path } is not a file. Choose another with --store.
error-store-foreign-owner = { $path } belongs to another user. Choose a file of your own with --store.
error-store-writable-by-others = { $path } can be written by other users. Make it private (chmod 600) and try again.
error-store-network = { $path } is on a network file system, where two programs can damage a store. Choose a local disk.
error-store-path = { $path } is not valid Unicode. Choose another name.
error-store-no-log = { $path } is on a disk where SQLite can keep no log of its changes. Choose a local disk with --store.
error-store-read-only = { $path } cannot be written: the file, its folder or its disk is read-only. Make it writable, or choose another with
    --store.
error-store-cannot-open = { $path } cannot be opened. Check that it and its folder may be read and written.
error-disk-failed = The disk of the store failed: { $detail }. This change was not made; make a copy of the file, and check the disk before
    you try again.
error-disk-full = The disk is full. Nothing was changed; free some space and try again.
error-file = { $path }: { $detail }. Check the name and your permissions.
error-database = The database refused: { $detail }. Nothing was changed.
error-mapping = The mapping { $path } cannot be used: { $detail }
error-unknown-encoding = There is no encoding “{ $name }”. Common ones are windows-1252, utf-16le and shift_jis.
error-cancelled = Stopped. Nothing was kept.
error-config = The configuration { $path } cannot be used: { $detail }. Correct it; “quarterdeck config default” shows how each line is written.
config-unreadable = Your configuration is left out until it is correct: { $detail }
config-fine = { $path }: nothing is wrong with it.
config-mistake = { $path }, line { $line }: { $what } { $remedy }
config-problem = “quarterdeck config check” says what is wrong: line { $line }: { $what }
config-problems = “quarterdeck config check” says what is wrong: line { $line }: { $what } And { $more } more.
config-setting = There is no setting “{ $value }”.
config-kind = “{ $key }” has a value of another kind.
config-text = Give it a text in quotes: { $key } = "…"
config-flag = Write { $key } = true or { $key } = false.
config-keys = Make it a table: a line [{ $key }], and below it a line for each action.
config-filters = Make it a table: a line [{ $key }], and below it a line for each filter, such as mine = "owner:me idle".
config-list = Give it a list of keys: { $key } = ["f5", ">"], or none: { $key } = []
config-value = “{ $value }” is no value of “{ $key }”.
config-action = There is no action “{ $value }”.
config-key = There is no key “{ $value }”.
config-key-names = A key is a character, f1 to f12, or one of { $names }, space; ctrl- or alt- may stand before it.
config-key-same = To a terminal, “{ $value }” is the same as { $same }.
config-key-same-remedy = Write { $same }, or choose another key.
config-key-kept = “{ $key }” always leads back or out.
config-key-types = “{ $key }” types a character there.
config-other-key = Choose another key for { $action }.
config-conflict = “{ $key }” would mean { $action } and { $other } in one place.
config-conflict-remedy = Choose another key for { $action }, or give { $other } another one.
config-nearest = Did you mean { $nearest }?
config-known = There are { $known }.
config-see-default = “quarterdeck config default” lists them all.
config-scope = The setting “scope” names { $name }, and nobody on the team is called so.
config-one-of = One of: { $known }.
config-about = What is yours alone on this machine. All of it is commented out and changes nothing: take the # before a line
    away, and it holds. “quarterdeck config path” says where the file belongs, “quarterdeck config check” what is wrong
    with it.
config-about-me = Your name on the team.
config-about-scope = Whom to show where there is no last session to go on with: “me”, “team”, “all”, the name of a person or of a team; “auto” is whoever suits best.
config-about-language = The language, with a region if you like, such as de-CH; “auto” is that of the system.
config-about-theme = The colours; “auto” suits the background of the terminal.
config-about-glyphs = What borders, bars and signs are drawn with; “auto” is what the system’s locale can show.
config-about-mouse = Whether the mouse is listened to: true or false.
config-about-keys = The keys of each action, the one to show first; an empty list takes them away. A key is a character, or has a name as
    in this list; ctrl- or alt- may stand before it. esc and ctrl-c stay with their actions. What holds in a list or a form
    holds only there.

man-name = Name
man-synopsis = Synopsis
man-description = Description
man-values = Possible values:

error-language = There is no language “{ $value }”. There are: { $languages }.
error-output = The output could not be written: { $detail }
error-no-home = There is no home folder to keep a store in. Name a file with --store.
error-day = “{ $value }” is no day. Write it as 2026-11-21.
error-period = “{ $value }” is no period. Write 2026, 2026-Q4, FY2026-Q4, 2026-11, 2026-W47, 2026-10-01..2026-12-31, all,
    this-week, last-quarter.
error-number = “{ $value }” is no number that can be read only one way. Write it as 1234.56.
error-whose = Whose week? Nobody on the team is called “{ $name }”. Say --rep NAME, or --as NAME.
error-drop = “{ $value }” names no item and reason. Write it as --drop "ITEM=why".
error-access = Name somebody, and an account, a deal, a contract or a support case: quarterdeck access Bob contract 2026-17
error-take = Say who takes it: --rep NAME
error-set = A setting takes one value (quarterdeck set currency EUR), a rate a currency and a number
    (quarterdeck set rate USD 0.92).
error-assign = Name a deal, or account and its name, and who is put on its team: quarterdeck assign Acme Mila "sales engineer"
error-deal-levels = The team of a deal gives a level for the deal alone; the account's team gives the others
error-owner-stays = { $name } owns it, and so belongs to its team. To give it to somebody else, set its owner.
error-field = There is no field { $field }. There are: { $fields }
error-scale = “{ $value }” is no scale. Write reps=300,deals=1000000,activities=5000000, or only some of it; the rest follows.
actor-unknown = someone
# Who made the sample team.
actor-sample = Quarterdeck

## Reports and the overview

overview-pipeline = Pipeline
overview-kpis = Reps, all time
overview-empty = Nothing here yet. To bring in what you have, run: quarterdeck import FILE…
report-period = Won and lost from { $start } to { $end }; open deals as of now
report-all-time = Won and lost at any time; open deals as of now
changes-since = What changed in the open pipeline since { $since }, at the rates of today
changes-period = Deals that close, or are expected to, from { $start } to { $end }
column-bar = bar
column-way = from start to end
bar-start = start
bar-new = + new
bar-moved-in = + moved in
bar-increased = + increased
bar-decreased = − decreased
bar-moved-out = − moved out
bar-won = − won
bar-lost = − lost
bar-end = end
row-open = open
row-total = total
nobody = (nobody)
group-heading = { $name }
more-rows = … and { $count } more
column-team = team
column-office = office

## The week as text

week-text-title = { $rep }, { $week }: { $start } to { $end }, { $state }
week-text-goal = Goal: { $goal }
week-text-figures = Planned { $planned }, done { $planned_done } ({ $completion }), { $done } done with what came later, added { $added }, dropped { $dropped }, carried { $in } in and { $out } on
week-text-hours = { $load } h of { $capacity } h
week-text-burndown = Hours left at the end of each day: { $hours }
week-text-empty = Nothing is planned yet. To plan something, run: quarterdeck add item "…"
week-text-owed = Owed and not planned yet: { $count }. On the board { KEY("plan") } plans them.
week-text-backlog = Backlog: { $count }
week-text-horizon = Ahead of the deals
week-text-team = { $week }: { $start } to { $end }
week-text-state-none = not planned
week-text-state-planning = being planned
week-text-state-active = started
week-text-state-closed = closed
week-text-by-clock = { $state } by the clock
week-text-lane-todo = to do
week-text-lane-doing = doing
week-text-lane-blocked = blocked
week-text-lane-done = done
week-text-ending-carried = carried on
week-text-ending-returned = in the backlog
week-text-ending-dropped = dropped
week-text-counted = { $counted } of { $target }
week-text-urgency-high = urgent
week-text-urgency-low = can wait
week-text-blocked = waits { $count } d: { $what }
week-text-blocked-by = waits { $count } d for { $owner }: { $what }
week-text-added = added
week-text-for = for { $rep }
week-text-carried = carried { $count }×
week-text-milestone-agreement = agreement
week-text-milestone-close = close
column-lane = lane
column-item = item
column-due = due
column-notes = notes
column-hours = hours
column-goal = goal
column-ahead = ahead
column-blockers = blockers
column-week = week
column-planned-by = reps
sprint-report-title = Weeks of { $period }
sprint-report-weeks = Week by week
sprint-report-causes = Why things were not done
figure-planned = planned
figure-planned-minutes = planned h
figure-planned-done = planned and done
figure-done = done
figure-done-minutes = done h
figure-added = added
figure-dropped = dropped
figure-carried-in = carried in
figure-carried-out = carried on
figure-open = open
figure-load-minutes = load h
figure-capacity-minutes = capacity h
figure-completion = completion
figure-scope-change-rate = scope change
figure-carry-over-rate = carry-over
figure-selling-time-share = selling time

## The journal

column-entry = entry
column-when = when
column-who = who
column-what = what
column-role = role
column-credit = credit
column-share = share
column-closed = closed
column-result = result
column-credited = credited
credit-column-won-value = won
credit-column-overlay-value = overlay
credit-column-sourced-value = sourced
credit-column-won-count = wins
credit-column-assist-count = assists
credit-column-open-count = open
credit-column-weighted-value = weighted
credit-column-duty-count = duties
credit-convention = Money won is credited by revenue shares, wins are the owner’s; overlay and sourcing stand beside it.
split-heading = { $deal } · { $amount }
split-proposed = { $name }, { $role }: usually { $share } on top, not given yet
split-no-share = How much does { $name } get? Write a percentage behind the name.
column-state = state
log-what = { $command } { $subject }
deal-read = Read as: { $what }.
told-several = changed { $subject }
told-seat = put { $names } on the team of { $subject } ({ $seat })
told-joined = put { $names } on the team of { $subject }
told-off = took { $names } off the team of { $subject }
told-usual = put { $names } on the usual team of { $subject }
told-usual-off = took { $names } off the usual team of { $subject }
told-split = shared out { $subject }: { $shares }
told-split-overlay = credited on top of { $subject }: { $shares }
told-split-sourcing = credited for bringing { $subject }: { $shares }
told-split-none = shared { $subject } out no more
told-share = { $name } { $share }
told-offered = handed off { $subject } to { $name }, in { $stage }
told-offered-all = handed off { $subject } in { $stage }, to whoever takes it
told-moved = moved { $subject } to { $stage }
told-won = won { $subject }: { $reason }
told-lost = lost { $subject }: { $reason }
told-reopened = reopened { $subject } in { $stage }
told-edited = { $subject }: { $changes }
told-changed = { $field } { $old } → { $new }
told-set = { $field } { $new }
told-cleared = no { $field } (was { $old })
told-field = { $field }
told-and = { $first }, { $rest }
told-more = { $first } and { $count } more
told-next = next { $step }
told-about = { $kind } “{ $about }”
told-outcome = { $kind } ({ $outcome })
told-on = { $kind } { $day }
told-at = { $kind } { $day } { $time }
told-subjects = { $first } and { $count } more
told-undo = took back: { $what }
told-redo = brought back: { $what }
log-about = about { $seq }
log-taken-back = taken back
log-no-longer = (taken back) { $what }
log-empty = Nothing has been changed yet.
log-none = No change is found so.
journal-title = Journal
journal-title-of = Journal of { $name }
journal-entry = Entry { $seq }
journal-about-in-force = about { $seq }, which is in force
journal-about-taken-back = about { $seq }, which is taken back
journal-made = new: { $kind } { $name }
journal-made-many = new: { $count } × { $kind }
journal-gone = gone: { $kind } { $name }
journal-gone-many = gone: { $count } × { $kind }
journal-more = { $count ->
    [one] and { $count } more row
   *[other] and { $count } more rows
}

## Importing

column-file = file
column-read = read
column-created = created
column-updated = updated
column-unchanged = unchanged
column-conflicting = conflicting
column-rejected = rejected
column-blank = blank
import-file-notes = { $file }:
import-file-refused = { $file } was refused: { $reason }.
import-file-refused-at = { $file } was refused: { $reason }, line { $line }.
import-refused-here = Refused: { $reason }.
import-refused-here-at = Refused: { $reason }, line { $line }.
import-file-seen = It has: { $detail }
import-file-lacks = It is nearest to “{ $meant }” of { $source }, which also reads columns that it has not: { $columns }
import-file-is = It is “{ $meant }” of { $source }.
import-rejects-unwritten = They could not be written to a rejects file beside it: { $detail }
import-refused-all = Nothing was imported. Correct what is listed and try again.
import-nothing-new-partly = Nothing new: the good rows were here already.
import-reading = { $field }: { $how }
import-unknown-columns = Columns that the mapping does not use: { $columns }
import-unknown-columns-more = { $count } columns that the mapping does not use: { $columns } … and { $more } more
import-noticed = { $count } × { $what }
import-currency = { $count ->
    [one] 1 amount without a currency of its own is taken as { $currency }
   *[other] { $count } amounts without a currency of their own are taken as { $currency }
}
import-others = { $count ->
    [one] 1 row is taken as that of somebody else, whom it names
   *[other] { $count } rows are taken as those of others, whom they name
}
import-left-rep = { $field }: { $count ->
    [one] 1 row names somebody
   *[other] { $count } rows name people
 } whom nobody here knows, and it stays empty: { $names }. Import the people, then this file again.
import-left-account = { $field }: { $count ->
    [one] 1 row names an account
   *[other] { $count } rows name accounts
 } that nobody here knows, and it stays empty: { $names }. Import the accounts, then this file again.
import-left-other = { $field }: { $count ->
    [one] 1 row names something
   *[other] { $count } rows name something
 } that nobody here knows, and it stays empty: { $names }. Import that first, then this file again.
import-strangers = Nobody here is called (rows): { $names }
import-unknown-rep = Whom nobody knows comes onto the team with --unknown-reps=create, is left out with =empty, or is somebody: =NAME
import-unknown-id = Who or what a file names by an id has to be imported before it, or with it
import-unknown-deal = A deal that a file names has to be imported before it, or with it
import-unknown-value = What a word or an id means that is not one of the choices is said by a mapping of your own, as an “alias” of the column: --map (see “Import” in the README)
import-unknown-stage = Stages that are missing are made with --unknown-stages=create
import-missing-currency = Say what amounts are in: --currency=EUR
import-rejects-file = All of them are in { $path }
import-conflicts = Changed here and at the source; what is here stays:
import-missing = { $count ->
    [one] 1 deal of an earlier import is not in this file; it stays: { $deals }
   *[other] { $count } deals of earlier imports are not in this file; they stay: { $deals }
 }
import-dry-run = Nothing was changed: this was only a try.
import-committed = Imported. To take it back: quarterdeck undo
import-committed-partly = The good rows were imported, the rejected ones were not. To take it back: quarterdeck undo
import-refused = Nothing was imported. Correct what is listed, or take the good rows with --partial.
import-nothing-new = Nothing new: everything was here already.
column-line = line
column-field = column
column-reason = why
column-count = items
column-cell = value
column-record = record
column-ours = here
column-theirs = source

reading-named = read in the formats that were named
reading-day-first = dates with the day first
reading-month-first = dates with the month first
reading-decimal-dot = decimals after a dot
reading-decimal-comma = decimals after a comma
reading-cell-by-cell = each cell by itself

warning-unknown-column = unknown column
warning-invisible-removed = invisible characters removed
warning-control-removed = control characters removed
warning-time-dropped = time of day dropped
warning-own-event = event of Quarterdeck’s own, left out
warning-event-passed = event of a week that is over, left out
warning-taken-once = repeats, taken once
warning-not-taken = repeats since an earlier week, not taken
warning-private = private event, taken as busy without its subject
warning-called-off = called off, left out
warning-zone-unknown = unknown time zone, taken as the team’s
warning-omitted = left out: deleted at its source
warning-role-made = a role that nobody knew, made; say what it owes

reason-empty-file = it is empty
reason-not-text = it is not text
reason-not-text-advice = If it is a spreadsheet, save it as CSV first.
reason-invalid-utf8 = it is not UTF-8
reason-invalid-utf8-advice = Name its encoding, for example --encoding=windows-1252.
reason-utf16-without-bom = it is UTF-16 without a byte-order mark
reason-utf16-without-bom-advice = Name its encoding: --encoding=utf-16le.
reason-file-too-large = it is larger than 256 MiB
reason-too-many-rows = it has more than 1,000,000 rows
reason-missing-header = its headers are not those of a mapping
reason-missing-header-advice = Correct the mapping, or write one (see “Import” in the README) and name it with --map. Or check that
    this is the file you meant.
reason-not-read = nothing is read of such a file
reason-not-read-advice = Import the other files without it, or write a mapping for it (see “Import” in the README).
reason-rejects-file = it is a list of rows that an earlier import refused
reason-rejects-file-advice = Correct those rows in the file they came from, and import that.
reason-ambiguous-mapping = several mappings fit its headers
reason-ambiguous-mapping-advice = Say which one with --map.
reason-duplicate-header = two of its columns have the same name
reason-too-many-columns = it has more than 1,024 columns
reason-unterminated-quote = it ends inside a quoted cell
reason-unterminated-quote-advice = A quotation mark is opened there and never closed. Correct it and try again.
reason-broken-calendar = it is no calendar from there on, or its end is missing
reason-field-count = more or fewer cells than the header
reason-control-character = a control character
reason-bidi-control = a character that reorders text
reason-excessive-combining = too many marks on one letter
reason-field-too-long = too long
reason-duplicate-in-file = the same id stands earlier in the file
reason-invalid-date = no such day
reason-ambiguous-date = two days are possible; name the format with --date-format
reason-date-out-of-range = outside 1990 to 2099
reason-ambiguous-number = two numbers are possible; say --decimal=dot or --decimal=comma
reason-not-a-number = not a number
reason-number-out-of-range = over 999,999,999,999.99
reason-share-out-of-range = not from 0 to 100 %, which one share can be at most
reason-too-many-decimals = more decimals than the currency has
reason-invalid-duration = no duration; write 90, 1h30m or 1.5h
reason-negative-amount = below zero; allow it with --allow-negative
reason-currency-conflict = not the currency of the row
reason-unknown-currency = not an active currency
reason-ambiguous-currency = several currencies use this sign
reason-missing-currency = an amount without a currency
reason-missing-value = empty, and it is needed
reason-unknown-value = not one of the choices
reason-ambiguous-reference = several records have this name
reason-unknown-owner = no such rep
reason-unknown-stage = no such stage
reason-unknown-account = no such account
reason-unknown-contact = no such contact
reason-unknown-product = no such product
reason-unknown-deal = no such deal
reason-shares-not-whole = the shares of the deal’s revenue are not 100 %, or its owner is not among them
reason-shares-twice = whose share it is has another one of this kind of the deal in this file: make them one
reason-shares-together = refused with another row of its deal: shares come together or not at all
reason-unknown-rep = no such rep
reason-unknown-rep-advice = A calendar is that of somebody on the team. Say whose: --as NAME
reason-unknown-team = no such team
reason-unknown-office = no such office
reason-unknown-role = no such role
reason-rule-broken = breaks a rule
reason-not-allowed = is not yours to change
reason-not-allowed-advice = What is not yours to change is changed by whoever it belongs to, whoever leads them, or sales
    operations: ask one of them to import it, or to give you the right to. Who is on the team is said by leads and sales operations.

## Exporting what was changed

export-nothing = Nothing was changed here since { $since }.
export-since-import = the last import
export-no-import = Nothing was imported yet: name a day with --since to see what is new since then.
export-file = { $file }: { $count ->
    [one] { $count } row
   *[other] { $count } rows
 }
error-folder-used = { $path } is not empty. Name another folder with --to.

## Help on the command line

help = A cockpit for a sales team, in the terminal. Without a command it opens; into a file or pipe it prints the pipeline.
help-more = In a local file access is a guard rail, not a lock: whoever has the file can change everything in it. "quarterdeck access PERSON RECORD" says who may do what.
help-import = Bring in files of a CRM, all of them or none
help-report = Print a report: pipeline, KPIs, credit, changes, weeks, stand-up, roles, staffing, access
help-report-pipeline = The pipeline by stage
help-report-kpi = KPIs of reps, teams and offices
help-report-credit = Who worked on what was decided, for which share, and who has how much to do
help-report-board = The headers of the board, for programs
help-report-changes = What changed in the open pipeline since a day
help-report-staffing = Open deals and accounts with who sits where, those that lack somebody first
help-report-access = Who may do what, by their job and by the teams they are on
help-report-standup = What everyone said in the daily stand-up of a day
help-report-sprint = What became of the weeks of a period, by rep and week by week
help-report-team = Who does what: roles and load, usual teams, sales operations, and what is missing
help-report-today = The day of a rep or a team, for programs
help-add = Add a record
help-add-rep = Add: rep
help-add-team = Add: team
help-add-office = Add: office
help-add-membership = Add: place of a rep
help-add-account = Add: account
help-add-contact = Add: contact
help-add-product = Add: product
help-add-deal = Add: deal
help-add-deal-more = The name is read as the line of “n” is: "Zeta 30k 20 dec" is Zeta, 30,000, and 20 December. An option wins over what stands
    there, and what stands in quotation marks is all name: '"Studio 540"'.
help-add-activity = Add: activity
help-add-pipeline = Add: pipeline
help-add-stage = Add: stage
help-add-deal-line = Add: line of a deal
help-add-deal-contact = Add: contact of a deal
help-add-sprint = Add: week of a rep
help-add-absence = Add: absence of a rep
help-add-holiday = Add: holiday
help-add-template = Add: template of what comes back every week
help-add-role = Add: role
help-add-role-duty = Add: duty of a role
help-add-account-member = Add: member of an account's team
help-add-deal-member = Add: member of a deal's team
help-add-default-member = Add: member of a usual team
help-add-contract = Add: contract
help-add-support-case = Add: support case
help-add-skill = Add: skill
help-add-channel = Add: way to reach somebody
help-add-ops-duty = Add: duty of the sales operations
help-add-credit = Add: share of a deal
help-add-roles = Add the usual roles, with what each owes and is judged by
help-add-item = Plan something for a week, or for the backlog
help-week = Print the week of a rep, or of a team; start, close or reopen it, or say what it is for
help-week-start = Start a week: what is planned is frozen
help-week-close = Close a week; what is not done goes on to the next one unless it is named
help-week-reopen = Open a closed week again
help-week-goal = Say what a week is for
help-week-review = Print what was said of a week, or say something else of it
help-done = Finish something planned
help-move = Move a deal to another stage
help-take = Take a deal that was handed off
help-return = Let a deal that was handed off go back, and say why
help-won = Win a deal
help-lost = Lose a deal
help-split = Say who gets how much of a deal; without shares it shows them
help-set = Change what the team agreed on: currency, fiscal_year_start, time_zone, reasons, rates, limits
help-set-more = Limits: big_deal, complex_amount, complex_products, complex_stakeholders, overload, push_count, rot_days, stall_days, untouched_days, week_hours, wip_limit. A deal is complex from so large an amount, so many products or so many contacts on, unless somebody says otherwise (set DEAL complexity=simple).
help-delete = Delete a record; undo brings it back
help-undo = Take back your latest change, or the one of an entry
help-redo = Bring back what you took back last, or what an entry was about
help-config = Check the configuration file, or say what can be in it
help-config-check = Say what is wrong in the configuration file, with line and remedy
help-config-path = Print where the configuration file is, or would be
help-config-default = Print every setting and every key with its default
help-completions = Print the completions of a shell
help-help = Print this, or what a command takes
help-man = Print the manual page
help-demo = Look at a sample team; nothing of it is kept
help-generate = Make the sample team in a new file, as large as it is wanted
help-export = Write every record of a kind, or what was changed here, to a file or standard output
help-export-changes = Write what people changed here since the last import, for the CRM it came from
help-export-changes-more = One file a kind and source, named after both: the source's ids, and the columns that somebody changed, as the source heads
    and words them where its mapping is shipped or named by --map. New records are in files that begin with new-, in Quarterdeck's own
    columns; deleted ones are in deleted.csv. What was taken back again is left out, and so is what an import changed. Stages and
    pipelines themselves, more than one product or contact of a deal, and names of records that the source knows by name alone are
    not written. What a spreadsheet would run has an apostrophe before it, ids too unless they are a number with a sign.
help-export-week = Write a week for calendars: what has a time, and on which day what is due
help-show = Show a record with all its fields, and of a deal everything about it
help-access = Say what somebody may do with a record, and why
help-access-more = In a local file access is a guard rail, not a lock: whoever has the file can change everything in it.
help-who = Print who is on the team of a deal or an account, in which seat, what they owe and what is done
help-assign = Put somebody on the team of a deal or an account, or take them off: assign Acme Mila "sales engineer"
help-log = Show who changed what
help-list = List records
help-list-deals = List the deals of the pipeline, those that are open, with how many there are and what they are worth in all
help-list-hand-offs = List the deals that wait to be taken, and by whom
help-list-reps = List: people
help-list-teams = List: teams
help-list-offices = List: offices
help-list-memberships = List: who belongs where
help-list-accounts = List: accounts
help-list-contacts = List: contacts
help-list-products = List: products
help-list-activities = List: activities
help-list-pipelines = List: pipelines
help-list-stages = List: stages
help-list-deal-lines = List: products of the deal
help-list-deal-contacts = List: contacts of the deal
help-list-sprints = List: weeks
help-list-absences = List: absences
help-list-holidays = List: holidays
help-list-templates = List: templates
help-list-roles = List: roles
help-list-role-duties = List: duties of the roles
help-list-account-members = List: team of the account
help-list-deal-members = List: team of the deal
help-list-default-members = List: usual teams
help-list-contracts = List: contracts
help-list-support-cases = List: support cases
help-list-skills = List: skills
help-list-channels = List: ways to reach people
help-list-ops-duties = List: sales operations
help-list-credits = List: shares of deals
help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-arg-help = Print help
help-arg-version = Print version
help-arg-command = A command
help-arg-shell = Whose completions
help-arg-store = The file with the team's data [default: in the platform's data folder]
help-arg-as = Who acts: a rep, or anyone while there is none
help-arg-receiver = Whom the deal is offered to, where it is handed off [default: everyone of the function]
help-arg-note = What they are told
help-arg-all = Closed deals too; a filter that says where deals stand, such as won or stage:propose, needs no --all
help-arg-lang = Language, such as en or de-AT [default: that of the system]
help-arg-fresh = Begin as if the cockpit had never been open: with Today, everything shown as it is at first
help-arg-files = CSV files, or calendars (.ics) of whoever acts, in any order
help-arg-map = How columns become records; shipped mappings are recognised by their headers
help-arg-dry-run = Only say what would happen
help-arg-partial = Take the good rows even if others are rejected
help-arg-json = Write JSON
help-arg-csv = Write CSV
help-arg-allow-negative = Take amounts below zero
help-arg-clean = Remove control characters instead of rejecting the row
help-arg-encoding = Encoding of the files, if it is not UTF-8
help-arg-date-format = How dates are written, such as %d/%m/%Y; more than once if there are several ways
help-arg-decimal = Decimal separator
help-arg-currency = Currency of amounts without one; a team without one takes it too
help-arg-unknown-reps = People nobody knows: “create”, “empty” for nobody, or who takes over
help-arg-unknown-stages = Stages nobody knows: make them, or refuse their rows
help-arg-events = What the events of a calendar become
help-arg-office = Whose holidays they are; without it everyone’s
help-arg-excel-dates = Read bare numbers as a spreadsheet's dates, counted from 1900 or 1904
help-arg-rep = Only this rep
help-arg-team = Only this team; of a new rep: where they belong
help-arg-find = Only deals with these words in their own, their account’s, their owner’s or a contact’s name
help-arg-period = 2026, 2026-Q4, FY2026-Q4, 2026-11, 2026-W47, FROM..TO, this-week, last-quarter [default: all]
help-arg-since = The first day of the changes, as a day or a period that begins on it, such as yesterday or this-week [default: the last working day]
help-arg-date = The day of the stand-up [default: today]
help-arg-today = The day from which periods such as last-quarter count; open figures are always of now [default: today]
help-arg-by = Group by rep, team or office
help-arg-md = Write Markdown
help-arg-week = 2026-W47, this, last, next, or a day of it [default: this]
help-arg-weeks = Weeks that begin in it: 2026-W47, 2026-Q4, 2026-11, FROM..TO, last-week, this-quarter [default: this-week]
help-arg-whose = Whose week it is about [default: that of whoever acts]
help-arg-everyone = The weeks of everyone on the team
help-arg-item = What is to be done
help-arg-item-kind = call_block, meeting, proposal, agreement, follow_up … [default: free]
help-arg-due = The day on which it is due, such as fri or 27.11.
help-arg-at = When it starts, such as 11:00
help-arg-estimate = How long it takes, such as 30m or 1.5h [default: that of its kind]
help-arg-account = The account that it is about
help-arg-target = How many there are to be: it is counted
help-arg-backlog = For no week yet
help-arg-back = What goes back to the backlog, by id or name; once for each
help-arg-drop = What is dropped, and why; once for each
help-arg-goal = The goal, in one line; an empty one takes it away
help-arg-goal-met = Whether its goal was met: met or missed
help-arg-keep = What went well and stays
help-arg-change = What did not go well
help-arg-attempt = What is tried
help-arg-improvement = What is done otherwise: an item of next week
help-arg-ics = Write iCalendar
help-arg-planned = What is done, by id, subject or deal; a part of it will do if nothing else has it
help-arg-outcome = What came of it
help-arg-stage = Name of the stage, in the deal's pipeline
help-arg-reason = Why it is won or lost, in a word: price, our_follow_up …
help-arg-met = What of the stage’s criteria is met; once for each, or all
help-arg-pass = Why the deal may come there although the other criteria are not met
help-arg-words = A setting and its value (currency EUR), rate with a currency and a number, or a deal and what its fields hold (Acme amount=48k "close=12 dec"); any other record with its kind before it (account Acme region=North)
help-arg-person = Whom it is about
help-arg-record = The deal; of another record its kind and its name (account Acme)
help-arg-assigned = The deal, or account and its name; who; their role (a deal is meant before an account of the same name)
help-arg-account-level = What they may do with the account
help-arg-deal-level = What they may do with the deal, or with the deals of the account
help-arg-contract-level = What they may do with the contracts of the account
help-arg-case-level = What they may do with the support cases of the account
help-arg-remove = Take them off the team; what they owe there is called off
help-arg-default = Put the owner's usual team on it, whoever joins if asked for too
help-arg-to = Where the deals of a stage go that is deleted
help-arg-deal = The deal, by id, outside id or name, or by words of its name that no other has
help-arg-from = First day on which a rate or limit holds [default: today]
help-arg-limit-stage = The stage that a limit holds for [default: all that have none of their own]
help-arg-file = A file that is not there yet, or holds nothing
help-arg-seed = Another number makes another team [default: 1]
help-arg-scale = How large: the people of the story are always there [default: the story and no more]
help-arg-sample-day = The day that “now” means in the sample [default: today]
help-arg-entry = Number of an entry in the log
help-arg-limit = How many at most
help-arg-containing = Only those in which all of these words stand
help-arg-filter = Words and fields: acme owner:me stage>=propose amount>20k close<fri idle no-step; a comma says or, a - before one says not
help-arg-sort = In which order [default: close]
help-arg-reverse = The other way round; what has no value comes last all the same
help-arg-log-since = All entries since a day, such as 2026-11-01, yesterday or mon
help-arg-log-who = Only entries of who goes by this name
help-arg-kind = Which records
help-arg-shares = Who gets how much, such as "Bavo 60" "Sander 40"
help-arg-credit = Part of the amount (revenue), or on top of it for helping (overlay) or for having brought it (sourcing) [default: revenue]
help-arg-to-file = The file to write [default: standard output]
help-arg-to-folder = The folder to write to, new or empty [default: changes-TODAY]
help-arg-changed-since = last-import, or a day

# The stand-up

standup-title = Stand-up, { $day }
standup-title-team = Stand-up { $team }, { $day }
standup-not-held = No stand-up was held on { $day }. Without --date it is what would be said today.
standup-absent = not there: { $names }
standup-back = { $name } (back { $day })
standup-part-yesterday = Yesterday
standup-part-today = Today
standup-part-blocker = Blocked
standup-part-none = { $part }: nothing
standup-won = won { $deal }
standup-lost = lost { $deal }
standup-moved = { $deal }: { $old } → { $new }
standup-started = new: { $deal }
standup-count = { $count } × { $kind }
standup-activity = { $kind } { $about }
standup-blocked = { $what }: { $blocker } ({ $age })
standup-blocked-owner = { $what }: { $blocker } (waits for { $owner }, { $age })
standup-noted = { $text }
standup-noted-by = { $text } ({ $rep })
standup-praised = { $about }: { $text }
standup-praised-by = { $about }: { $text } ({ $rep })
standup-helps = { $about } helps { $rep }: { $text }
standup-notes-topic = To talk about later
standup-notes-decision = Decided
standup-notes-praise = Praise
standup-notes-help = Help
standup-everyone = Stand-up
standup-order = in turn { $order }
standup-turns-list = by the list
standup-turns-shuffled = shuffled
standup-turns-last-first = from the end of the list
standup-way-board = along the board from the right, oldest first
standup-nobody-there = Nobody is there.
standup-begins = { $count } turns, { $each } each: { KEY("next-turn") } begins
standup-goes-on = { $count } turns, { $each } each: { KEY("next-turn") } goes on
standup-at = { $at } of { $count }
standup-round = round { $spent } of { $whole }
standup-time-short = time is short
standup-time-over = time is up
standup-since = { $part }, since { $day }
standup-none = nothing
standup-more = + { $count } more this week
standup-cut = + { $count } lines
standup-noted-title = Noted
standup-note-topic = later
standup-note-decision = decided
standup-note-praise = praise
standup-note-help = help
standup-lane-todo = To do
standup-lane-doing = Doing
standup-lane-blocked = Blocked
standup-age-today = since today
standup-age = { $days ->
    [one] 1 day
   *[other] { $days } days
}
standup-which-item = What is blocked
standup-who-helps = Who can help
standup-whom-to-praise = Whom to praise
standup-other-item = something else
standup-turn-of = { $rep } speaks
standup-line-blocker = What stops it
standup-line-blocker-help = the price list @annemarie: what stops it, and after an @ who can lift that
standup-line-help = Ask for help
standup-line-help-help = what is to be done: it lands on their board of this week
standup-line-topic = To talk about later
standup-line-topic-help = what, in a few words
standup-line-decision = Decided
standup-line-decision-help = what, in a few words
standup-line-praise = Praise
standup-line-praise-help = what for
standup-help-item = { $text } (for { $rep })
standup-waits-for = waits for { $owner }
standup-copied = The summary is on the clipboard.
file-written = Written to { $path }
file-not-written = { $path } cannot be written: { $detail }
