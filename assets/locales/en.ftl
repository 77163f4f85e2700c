### English: every word Quarterdeck shows. Numbers, money and dates arrive already written for the language.

## How values are put together

number-percent = { $number } %
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
date-week = W{ $week }

period-all = all time

## KPIs: the label, and a header for a narrow column

kpi-open-count = Open deals
kpi-open-count-short = open
kpi-open-value = Open pipeline
kpi-open-value-short = pipeline
kpi-weighted-value = Weighted pipeline
kpi-weighted-value-short = weighted
kpi-won-count = Deals won
kpi-won-count-short = wins
kpi-won-value = Won
kpi-won-value-short = won
kpi-lost-count = Deals lost
kpi-lost-count-short = lost
kpi-win-rate = Win rate
kpi-win-rate-short = win rate
kpi-avg-deal-size = Average deal size
kpi-avg-deal-size-short = avg deal
kpi-avg-sales-cycle-days = Average sales cycle
kpi-avg-sales-cycle-days-short = cycle
kpi-median-sales-cycle-days = Median sales cycle
kpi-median-sales-cycle-days-short = median cycle
kpi-sales-velocity = Sales velocity per day
kpi-sales-velocity-short = velocity/day

## The cockpit: frame

frame-status = { $who } · { $scope } · { $period }
scope-all-reps = all reps
waiting = reading…
list-position = { $at } of { $count }
failure-advice = Press { $key } to try again, or q to leave.
too-small = The terminal is too small.
too-small-sizes = It has { $present }, this needs { $needed }.
too-small-advice = Enlarge it, or press q to leave.
empty-import = To bring in what you have, run: quarterdeck import FILE…

## The cockpit: panes

column-pipeline = pipeline
column-stage = stage
column-deals = deals
column-value = value
column-weighted = weighted
column-rep = rep
# Amounts of several currencies, where there is no room to list them.
cell-mixed = mixed

pane-pipeline = Pipeline
pane-pipeline-summary = { $count ->
    [one] 1 open deal
   *[other] { $count } open deals
 } · { $value } · weighted { $weighted }
pane-pipeline-open = open
pane-pipeline-empty = No stages yet: here stand your deals, stage by stage.
pane-pipeline-help = What stands in each stage now, and what has been won and lost. Weighted is the amount times the
    probability of each deal. “–” is no value, “mixed” several currencies without a rate.

pane-kpis = KPIs
pane-kpis-summary = closed in { $period } · open deals as of today
pane-kpis-summary-all = closed at any time · open deals as of today
pane-kpis-rate = { $rate } of { $n }
pane-kpis-nobody = no owner
pane-kpis-total = total
pane-kpis-empty = No reps yet: here they stand side by side.
pane-kpis-help = Reps side by side, most won first. A win rate is won of all that were closed: 31 % of 29. “~” marks
    fewer than 5 observations, “–” no value. Pipeline and weighted are open deals as of today. A wider window shows
    more columns.

## The cockpit: actions (in the help) and hints (in the footer)

action-up = one row up
action-down = one row down
action-page-up = one screen up
action-page-down = one screen down
action-first = the first row
action-last = the last row
action-earlier = the quarter before
action-later = the quarter after
action-all-time = all time
action-pane-pipeline = Pipeline, freshly read
action-pane-kpis = KPIs, freshly read
action-next-pane = the next pane
action-previous-pane = the previous pane
action-run = do what the line says
action-back = close the help
action-help = this help
action-redraw = draw the screen anew
action-quit = leave
action-interrupt = leave at once, from anywhere

hint-row = row
hint-period = quarter
hint-all-time = all time
hint-pane = next pane
hint-run = do it
hint-back = close
hint-help = help
hint-quit = quit

help-title = Help: { $pane }

## Keys, as they are printed on a keyboard

key-space = Space
key-ctrl = Ctrl-{ $key }
key-f = F{ $number }
key-page-up = PgUp
key-page-down = PgDn
key-home = Home
key-end = End
key-tab = Tab
key-back-tab = Shift-Tab
key-enter = Enter
key-esc = Esc
