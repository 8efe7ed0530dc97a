use super::{Service, how};

/// A unit that has no rights but to listen on this machine and to write its own data.
pub fn unit(service: &Service) -> String {
    let Service {
        base,
        dist,
        port,
        program,
    } = service;
    let how = how("systemd");
    format!(
        "# {how}\n\
         # /etc/systemd/system/complaints.service: systemctl enable --now complaints\n\
         # What is received is in /var/lib/complaints: complaints inbox --data /var/lib/complaints list\n\
         [Unit]\n\
         Description=Complaints page and its endpoint\n\
         After=network.target\n\
         \n\
         [Service]\n\
         # Where it is there, chmod 600: options and secrets, such as COMPLAINTS_SMTP=smtps://...\n\
         EnvironmentFile=-/etc/complaints.env\n\
         ExecStart={program} serve --dist {dist} --data %S/complaints --base {base} --port {port} --trust-proxy\n\
         Restart=always\n\
         RestartSec=2\n\
         # An upload that has begun may end.\n\
         TimeoutStopSec=45\n\
         \n\
         DynamicUser=yes\n\
         StateDirectory=complaints\n\
         StateDirectoryMode=0700\n\
         UMask=0077\n\
         LimitNOFILE=8192\n\
         \n\
         # Nothing but its own data can be written, and nothing of others be seen.\n\
         ProtectSystem=strict\n\
         ProtectHome=yes\n\
         PrivateTmp=yes\n\
         PrivateDevices=yes\n\
         PrivateUsers=yes\n\
         ProtectProc=invisible\n\
         ProcSubset=pid\n\
         ProtectClock=yes\n\
         ProtectControlGroups=yes\n\
         ProtectHostname=yes\n\
         ProtectKernelLogs=yes\n\
         ProtectKernelModules=yes\n\
         ProtectKernelTunables=yes\n\
         RemoveIPC=yes\n\
         \n\
         # No rights to gain, no network but this machine's.\n\
         NoNewPrivileges=yes\n\
         CapabilityBoundingSet=\n\
         AmbientCapabilities=\n\
         LockPersonality=yes\n\
         MemoryDenyWriteExecute=yes\n\
         RestrictNamespaces=yes\n\
         RestrictRealtime=yes\n\
         RestrictSUIDSGID=yes\n\
         RestrictAddressFamilies=AF_INET AF_INET6\n\
         # A mail server, webhook or database elsewhere needs its addresses here too, separated by spaces.\n\
         IPAddressDeny=any\n\
         IPAddressAllow=localhost\n\
         SocketBindDeny=any\n\
         SocketBindAllow={port}\n\
         SystemCallArchitectures=native\n\
         SystemCallFilter=@system-service\n\
         SystemCallFilter=~@privileged @resources\n\
         SystemCallErrorNumber=EPERM\n\
         \n\
         [Install]\n\
         WantedBy=multi-user.target\n"
    )
}
