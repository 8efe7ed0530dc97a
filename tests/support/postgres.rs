use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A PostgreSQL server of the tests' own, in a folder of its own. It ends with the process that started it,
/// however that ends.
pub struct Postgres {
    child: Child,
    /// Closed to end it.
    orders: Option<ChildStdin>,
    replies: BufReader<ChildStdout>,
    programs: PathBuf,
    /// Where its socket is.
    folder: String,
    port: u16,
    databases: AtomicUsize,
}

/// Makes a server's folder and does what it is told on standard input. The server refuses to run as root.
const SCRIPT: &str = r#"
set -eu
programs=$1
as=
folder=$(mktemp -d)
trap 'cd /; rm -rf "$folder"' EXIT
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id -u $user >/dev/null 2>&1 || user=nobody
  chown $user "$folder"
  as="setpriv --reuid=$user --regid=$(id -g $user) --clear-groups"
fi
cd "$folder"
$as "$programs/initdb" --pgdata=data --auth=trust --username=postgres --encoding=UTF8 --locale=C --no-sync >log 2>&1 ||
  { cat log >&2; exit 1; }
network='-c listen_addresses='
start() {
  $as "$programs/postgres" -D data -k "$folder" -c max_connections=400 -c fsync=off -c full_page_writes=off \
    -c shared_buffers=64MB -c max_wal_size=256MB $network >>log 2>&1 </dev/null &
  server=$!
  until "$programs/pg_isready" --quiet --host="$folder"; do
    kill -0 $server || { cat log >&2; exit 1; }
    sleep 0.05
  done
}
stop() {
  kill -INT $server
  wait $server || true
}
certificate() { openssl "$@" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes 2>>log; }
encrypt() {
  certificate req -x509 -days 2 -subj /CN=authority -keyout authority.key -out authority.crt
  certificate req -subj /CN=localhost -keyout server.key -out server.csr
  echo subjectAltName=DNS:localhost >names
  openssl x509 -req -in server.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 -extfile names \
    -out server.crt 2>>log
  mv server.key server.crt data
  [ -z "$as" ] || chown $user data/server.key data/server.crt
  chmod 600 data/server.key
  printf 'local all all trust\nhostssl all all all trust\n' >data/pg_hba.conf
  stop
  network="-c listen_addresses=127.0.0.1 -c port=$1 -c ssl=on"
  export PGPORT=$1
  start
}
start
echo "$folder"
while read -r order; do
  $order
  echo done
done
stop
"#;

impl Postgres {
    /// Starts a server; none where PostgreSQL is not there.
    ///
    /// Panics when it is there and does not start.
    pub fn start() -> Option<Self> {
        let programs = programs()?;
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(&programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = child.stdin.take();
        let mut replies = BufReader::new(child.stdout.take().unwrap());
        let mut folder = String::new();
        replies.read_line(&mut folder).unwrap();
        assert!(!folder.is_empty(), "PostgreSQL does not start");
        Some(Self {
            child,
            orders,
            replies,
            programs,
            folder: folder.trim_end().to_owned(),
            port: 5432,
            databases: AtomicUsize::new(0),
        })
    }

    /// The address of a new database.
    ///
    /// Panics when it cannot be made.
    pub fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Relaxed));
        self.ask("postgres", &format!("create database {name}"));
        let host = self.folder.replace('/', "%2F");
        format!("postgres://postgres@{host}/{name}")
    }

    /// The socket at which it listens.
    pub fn socket(&self) -> PathBuf {
        Path::new(&self.folder).join(format!(".s.PGSQL.{}", self.port))
    }

    /// What the database at an address answers, a line for each row.
    ///
    /// Panics with what is wrong with the question.
    pub fn ask_at(&self, address: &str, question: &str) -> String {
        self.ask(address.rsplit('/').next().unwrap_or_default(), question)
    }

    fn ask(&self, database: &str, question: &str) -> String {
        let output = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--quiet"])
            .args(["--username=postgres", "--host", &self.folder])
            .args(["--port", &self.port.to_string()])
            .args(["--dbname", database, "--command", question])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{question}: {said}");
        String::from_utf8(output.stdout)
            .unwrap()
            .trim_end()
            .to_owned()
    }

    /// Ends the server at once, as a restart of its machine does.
    pub fn stop(&mut self) {
        self.order("stop");
    }

    /// Starts it again.
    pub fn start_again(&mut self) {
        self.order("start");
    }

    /// Lets nobody in from now on but over TLS, at a port of `localhost`, and says where the certificate of its
    /// authority is; none where that cannot be made.
    pub fn encrypt(&mut self) -> Option<(u16, String)> {
        let openssl = Command::new("openssl").arg("version").output();
        openssl.ok().filter(|output| output.status.success())?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        self.port = free.local_addr().unwrap().port();
        drop(free);
        self.order(&format!("encrypt {}", self.port));
        Some((self.port, format!("{}/authority.crt", self.folder)))
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders.as_ref().unwrap(), "{order}").unwrap();
        let mut reply = String::new();
        self.replies.read_line(&mut reply).unwrap();
        assert_eq!(reply, "done\n", "PostgreSQL does not {order}");
    }
}

/// The folder of PostgreSQL's programs: in the path, or where Debian has them.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).filter_map(|folder| {
        let program = folder.join("initdb").canonicalize().ok()?;
        program.parent().map(Path::to_owned)
    });
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut of_debian: Vec<PathBuf> = versions
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    of_debian.sort();
    let has_all = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_isready", "psql"]
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    in_path.chain(of_debian.into_iter().rev()).find(has_all)
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.orders = None;
        _ = self.child.wait();
    }
}
