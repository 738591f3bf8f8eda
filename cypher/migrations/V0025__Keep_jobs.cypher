// Jobs, by state for those who look for the next one, and by number for lists.
CREATE CONSTRAINT job_id IF NOT EXISTS FOR (job:Job) REQUIRE job.id IS UNIQUE;
CREATE CONSTRAINT job_number IF NOT EXISTS FOR (job:Job) REQUIRE job.number IS UNIQUE;
CREATE INDEX job_state IF NOT EXISTS FOR (job:Job) ON (job.state, job.number);
CREATE INDEX job_turn IF NOT EXISTS FOR (job:Job) ON (job.turn);
CREATE CONSTRAINT job_input_id IF NOT EXISTS FOR (input:JobInput) REQUIRE input.id IS UNIQUE;
CREATE CONSTRAINT job_queue_id IF NOT EXISTS FOR (queue:JobQueue) REQUIRE queue.id IS UNIQUE;
