exports.describe = (date) => `half past ${date.getUTCHours()}`;
