"""The five inputs of a first own scenario: the smallest file that is a plan."""
FIVE_INPUTS = """schema_version = 1
country = "DE"
objective = "least-cost"

[horizon]
periods = [2030]

[[service]]
id = "assistant"
reach = "10 %"
residency = "in-country"
"""
