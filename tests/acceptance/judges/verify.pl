# Mail::DKIM on the letter in stdin; DNS is the server on loopback at the port that is given.
use strict;
use warnings;
use Mail::DKIM::DNS;
use Mail::DKIM::Verifier;
use Net::DNS::Resolver;

my $resolver = Net::DNS::Resolver->new(nameservers => ['127.0.0.1'], port => $ARGV[0], recurse => 0);
Mail::DKIM::DNS::resolver($resolver);
my $judge = Mail::DKIM::Verifier->new();
binmode STDIN;
while (<STDIN>) { s/\r?\n\z//; $judge->PRINT("$_\r\n"); }
$judge->CLOSE;
print $judge->result_detail, "\n";
