-- Authorities have OpenSSH's names for algorithms: there is more than one.
update ssh_authorities set algorithm = 'ssh-ed25519' where algorithm = 'Ed25519';
