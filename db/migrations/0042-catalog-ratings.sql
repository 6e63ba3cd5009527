-- The index forgets an average when the last rating is hidden.
ALTER TABLE search.ratings ALTER COLUMN rating DROP NOT NULL;

-- How a vendor is found to be, as reviews announced it, for lists and cards: hundredths of a star, and of how many.
ALTER TABLE catalog.vendors
  ADD COLUMN rating_hundredths int CONSTRAINT vendors__rating_stars CHECK (rating_hundredths BETWEEN 100 AND 500),
  ADD COLUMN ratings int NOT NULL DEFAULT 0 CONSTRAINT vendors__ratings_not_negative CHECK (ratings >= 0);
