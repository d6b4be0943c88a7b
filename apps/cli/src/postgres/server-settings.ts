/** Reached over the loopback only, with a password: a socket or a trusted port would let every local user in. */
export function serverSettings(port: number): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    // An api process may hold 26, a worker 16. One that finds none left would turn leads away.
    max_connections: 300,
    shared_buffers: '128MB',
    // An accepted event is on the disk: none of these three may ever be off.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_wal_size: '2GB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
