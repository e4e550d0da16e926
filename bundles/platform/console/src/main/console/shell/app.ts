import '../kit/core.js';
