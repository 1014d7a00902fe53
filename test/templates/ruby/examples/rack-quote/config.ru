run ->(_env) { [200, { 'content-type' => 'text/plain' }, ['Simplicity is prerequisite for reliability.']] }
