require 'rainbow'

puts Rainbow('counted to ten').green
