"""Between connections and requests: limits of time and number, allowed hosts, ETags, persisted documents."""
