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
