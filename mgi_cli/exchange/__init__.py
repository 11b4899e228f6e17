"""Documents in and out that people edit: the questionnaire as a workbook, and the answers as a table."""
