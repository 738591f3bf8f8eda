"""The actions of mutations: input of the API to input of the action, and its report to the result's values."""
