-- A tour may be in the state signing as well: somebody signs it, or did when their process ended.
-- Its record is then kept, or about to be, and stands for good; leaf is still missing. signing_micros:
-- since when somebody is at it, 0 for nobody.
ALTER TABLE tour_run ADD COLUMN signing_micros BIGINT NOT NULL DEFAULT 0;
