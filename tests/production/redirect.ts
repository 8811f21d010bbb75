import { redirectEgress } from '../../sandbox/egress.ts';

// Loaded before the program (`node --import`), which knows nothing of it: Microsoft's hosts are the pretend ones.
const { searchParams } = new URL(import.meta.url);
redirectEgress({
  emulator: new URL(searchParams.get('emulator') ?? ''),
  hosts: searchParams.getAll('host'),
});
