"""The office's documents in Word, in the layout of Decree 30/2020/NĐ-CP."""
